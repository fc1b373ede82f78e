import { z } from "zod";

import type { ToolCall } from "./agent.ts";

const part = z.enum(["backend", "frontend"]);
export const environment = z.enum(["staging"]);
export type Part = z.infer<typeof part>;
export type Environment = z.infer<typeof environment>;

/** What the agent can reach. Put your own CI behind this interface, and the agent deploys for real. */
export interface Infrastructure {
  listTags(signal: AbortSignal): Promise<TagList>;
  workflowStatus(name: string, signal: AbortSignal): Promise<Workflow>;
  /** `call.key` is the idempotency key of the step: a CI that keeps it deploys nothing twice. */
  deploy(part: Part, tag: string, environment: Environment, call: ToolCall): Promise<Deployment>;
}

export const tagList = z.object({
  tags: z.array(z.object({ name: z.string(), commit: z.string(), date: z.string() })),
});
export type TagList = z.infer<typeof tagList>;

export const workflow = z.object({
  workflow: z.string(),
  status: z.enum(["success", "failure", "running", "unknown"]),
});
export type Workflow = z.infer<typeof workflow>;

export const deployment = z.object({
  part,
  tag: z.string(),
  environment,
  status: z.literal("success"),
});
export type Deployment = z.infer<typeof deployment>;

/** An infrastructure that only pretends: it knows three tags, and all goes well. */
export function simulated(): Infrastructure {
  const tags = [
    { name: "v1.2.3", commit: "4af9ec0", date: "2026-03-15T10:00:00Z" },
    { name: "v1.2.2", commit: "1eea39d", date: "2026-03-14T15:30:00Z" },
    { name: "v1.2.1", commit: "abe033d", date: "2026-03-13T09:15:00Z" },
  ];
  return {
    async listTags() {
      return { tags };
    },
    async workflowStatus(workflow) {
      return { workflow, status: "success" };
    },
    async deploy(part, tag, environment) {
      if (!tags.some(({ name }) => name === tag)) throw new Error(`there is no tag ${tag}`);
      return { part, tag, environment, status: "success" };
    },
  };
}
