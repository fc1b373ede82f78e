import { answersSchema } from "../answers/file.ts";
import type { Host } from "../host/host.ts";

export function schema(host: Host): void {
  host.output.out(`${JSON.stringify(answersSchema, null, 2)}\n`);
}
