import { countErrors, noErrors } from "./error-count.ts";
