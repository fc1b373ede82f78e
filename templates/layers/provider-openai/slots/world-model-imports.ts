import { openai } from "./model/openai.ts";
import { readScript, scripted } from "./model/scripted.ts";
