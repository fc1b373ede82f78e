import { openWorld } from "../world.ts";
import { main } from "./main.ts";
import { serveUntilTold } from "./server.ts";

await main(() => serveUntilTold((saw) => openWorld(process.env, saw), process.env));
