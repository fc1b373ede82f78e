import { limits } from "../src/limits.ts";
