import type { ConstantSource } from "./constants.ts";
import { lists } from "./lists.ts";
