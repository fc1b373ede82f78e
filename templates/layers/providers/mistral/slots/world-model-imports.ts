import { mistral } from "./model/mistral.ts";
import { patient } from "./model/patient.ts";
import { readScript, scripted } from "./model/scripted.ts";
