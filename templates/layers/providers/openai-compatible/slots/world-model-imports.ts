import { openaiCompatible } from "./model/openai-compatible.ts";
import { patient } from "./model/patient.ts";
import { readScript, scripted } from "./model/scripted.ts";
