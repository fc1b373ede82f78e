import { files } from "./store/files.ts";
