import { human } from "./human.ts";
