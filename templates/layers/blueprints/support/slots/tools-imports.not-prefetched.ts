import { lists } from "./lists.ts";
