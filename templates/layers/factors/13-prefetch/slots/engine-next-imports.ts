import { prefetchFirst } from "./run-prefetch.ts";
