import { afterAnswer } from "./after-answer.ts";
