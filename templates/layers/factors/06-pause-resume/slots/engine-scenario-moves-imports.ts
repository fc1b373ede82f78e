import { sleeping } from "./sleeping.ts";
