import { bedrock } from "./model/bedrock.ts";
import { patient } from "./model/patient.ts";
import { readScript, scripted } from "./model/scripted.ts";
