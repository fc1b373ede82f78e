import { askPerson } from "./person.ts";
