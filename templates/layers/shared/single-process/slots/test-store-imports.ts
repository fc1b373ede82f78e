import { files } from "../src/store/files.ts";
