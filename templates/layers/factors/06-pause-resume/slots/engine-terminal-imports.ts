import { waitUntil } from "./wait.ts";
