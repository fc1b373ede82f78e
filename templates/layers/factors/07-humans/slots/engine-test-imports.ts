import { needsApproval, options } from "../src/humans.ts";
