import { openWorld } from "../world.ts";
import { main } from "./main.ts";
import { serve } from "./server.ts";

await main(async () => {
  const server = await serve((saw) => openWorld(process.env, saw), process.env);
  console.log(`Listening on ${server.url}`);
  const stop = () => void server.close().finally(() => process.exit(0));
  process.once("SIGTERM", stop).once("SIGINT", stop);
});
