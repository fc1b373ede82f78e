import { sqlite } from "../src/store/sqlite.ts";
