import { anthropic } from "./model/anthropic.ts";
import { patient } from "./model/patient.ts";
import { readScript, scripted } from "./model/scripted.ts";
