import { azure } from "./model/azure.ts";
import { patient } from "./model/patient.ts";
import { readScript, scripted } from "./model/scripted.ts";
