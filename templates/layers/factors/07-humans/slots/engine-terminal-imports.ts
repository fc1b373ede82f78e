import { promptFor, readAnswer } from "./person.ts";
