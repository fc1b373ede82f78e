import { delegating } from "./delegating.ts";
