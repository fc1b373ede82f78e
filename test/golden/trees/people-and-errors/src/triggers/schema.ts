import pc from "picocolors";

import { agents, main as mainAgent } from "../agents.ts";
import { leftOut, wireSchema } from "../model/schema.ts";
import { UserError } from "../user-error.ts";
import { given, main } from "./main.ts";

/** Factor 4. What goes over the wire for the steps of an agent, and what is checked on our side alone. */
await main(async () => {
  const [name = mainAgent] = given();
  const agent = agents()[name];
  if (!agent)
    throw new UserError(`There is no agent ${name}: choose ${Object.keys(agents()).join(", ")}.`);
  process.stdout.write(`${JSON.stringify(wireSchema(agent.steps, agent.reasoning), null, 2)}\n`);
  const lines = leftOut(agent.steps);
  process.stderr.write(
    `${pc.dim(`--- ${lines.length} constraints are left out, and checked on our side`)}\n`,
  );
  for (const line of lines) process.stderr.write(`${line}\n`);
});
