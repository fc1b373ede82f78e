import { sqlite } from "./store/sqlite.ts";
