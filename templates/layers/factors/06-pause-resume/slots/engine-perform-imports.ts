import { recoverTool } from "./recover.ts";
