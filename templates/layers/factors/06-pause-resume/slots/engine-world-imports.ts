import { isDead, worker } from "./recover.ts";
