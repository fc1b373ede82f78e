import * as z from "zod/mini";
import { targetProblem } from "../packs/manifest/entries.ts";
import { oneOf } from "../packs/manifest/schemas.ts";
import { messageOf, UserError } from "../words/errors.ts";
import { fileKinds } from "../words/tree.ts";
import { checksumOf, lockPath } from "./lock.ts";

/** What a project was generated from. Version 1 does not say whose each file is. */
export type Lock = z.infer<typeof lock>;

const newest = 2;

const sha1 = z.string().check(z.regex(/^[0-9a-f]{40}$/u, "no SHA-1"));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/u, "no SHA-256"));

const file = {
  path: z
    .string()
    .check(z.refine((path) => targetProblem(path) === undefined, "no path of a file in a project")),
  from: z.array(z.string()).check(z.minLength(1)),
  /** git's id of the contents. */
  blob: sha1,
};

const content = {
  generator: z.object({ name: z.string(), version: z.string() }),
  /** All that shaped the files, but for secrets. */
  answers: z.object({
    name: z.string(),
    blueprint: z.string(),
    provider: z.string(),
    factors: z.array(z.int()),
    store: z.optional(z.string()),
    contextFormat: z.string(),
    packs: z.optional(z.array(z.string())),
    set: z.optional(z.record(z.string(), z.union([z.string(), z.boolean()]))),
    license: z.string(),
    author: z.string(),
    packageManager: z.string(),
  }),
  packs: z.array(
    z.object({
      name: z.string(),
      source: z.string(),
      version: z.string(),
      hash: z.string(),
      integrity: z.optional(z.string()),
      commit: z.optional(z.string()),
    }),
  ),
};

const lock = z.discriminatedUnion("lockVersion", [
  z.object({
    lockVersion: z.literal(1),
    ...content,
    /** Here SHA-256 is of the contents alone. */
    files: z.array(z.object({ ...file, sha256 })),
  }),
  z.object({
    lockVersion: z.literal(newest),
    ...content,
    files: z.array(z.object({ ...file, kind: oneOf(fileKinds), blob256: sha256 })),
  }),
]);

/**
 * Reads the lock of a project, of this version or an older one.
 *
 * @throws UserError `bad_lock` when it is none, `lock_changed` when somebody has edited it, `lock_newer` when
 * a newer version has written it
 */
export function readLock(text: string): Lock {
  const { checksum, ...said } = objectIn(text);
  const { lockVersion: version, ...first } = said;
  if (typeof version !== "number") throw bad("it has no lockVersion");
  if (version > newest) throw newer(version);
  // Version 1 left its number out.
  if (checksumOf(version === 1 ? first : said) !== checksum) throw changed();
  const { data, error } = lock.safeParse(said);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  throw bad(`${issue?.path.join(".")}: ${issue?.message}`);
}

function objectIn(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw bad(messageOf(error));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw bad("it is no object");
  return value as Record<string, unknown>;
}

const restore = `Take it back from git: git checkout -- ${lockPath}`;

function bad(why: string): UserError {
  return new UserError({
    code: "bad_lock",
    message: `${lockPath} is no lock of create-12-factor-agent: ${why}.`,
    fix: restore,
  });
}

function changed(): UserError {
  return new UserError({
    code: "lock_changed",
    message: `${lockPath} is not as it was written: its checksum is another.`,
    fix: restore,
  });
}

function newer(version: number): UserError {
  return new UserError({
    code: "lock_newer",
    message: `${lockPath} was written by a newer create-12-factor-agent: its version is ${version}, and this one reads up to ${newest}.`,
    fix: "Run it again as npx create-12-factor-agent@latest.",
  });
}
