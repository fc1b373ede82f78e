import { inDoubt } from "./recover.ts";
