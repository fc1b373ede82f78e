import { fetches } from "./fetches.ts";
