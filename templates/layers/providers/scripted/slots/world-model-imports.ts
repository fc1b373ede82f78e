import { readScript, scripted } from "./model/scripted.ts";
