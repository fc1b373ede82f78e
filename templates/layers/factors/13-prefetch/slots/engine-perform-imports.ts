import { runPrefetch } from "./run-prefetch.ts";
