import { hash } from "node:crypto";
import { printJson } from "../words/json-text.ts";
import { withoutSecrets } from "../answers/options.ts";
import type { Plan } from "./plan.ts";
import { fileOf, type Tree, treeOf } from "../words/tree.ts";

export const lockPath = ".12-factor/lock.json";

/** The tree with its lock: what was generated from what. Nothing in it depends on place or time. */
export function withLock(tree: Tree, plan: Plan): Tree {
  const lock = fileOf(lockText(tree, plan), ["lock"]);
  return treeOf([...tree, [lockPath, lock]]);
}

export function lockText(tree: Tree, plan: Plan): string {
  // Where the project lies, and whether it was installed or committed, shaped none of its bytes.
  const { directory: _directory, install: _install, git: _git, ...shaping } = plan.answers;
  const content = {
    generator: { name: "create-12-factor-agent", version: plan.version },
    answers: withoutSecrets(shaping, plan.packs).answers,
    packs: plan.packs.map((pack) => ({
      name: pack.name,
      source: pack.source,
      version: pack.version,
      hash: pack.hash,
      integrity: pack.resolved?.integrity,
      commit: pack.resolved?.commit,
    })),
    files: [...tree].map(([path, file]) => ({ path, from: file.from, ...hashesOf(file.contents) })),
  };
  const checksum = hash("sha256", JSON.stringify(content));
  return printJson({ lockVersion: 1, ...content, checksum });
}

/** The blob id is git's own, so that the first commit can give the file back later. */
function hashesOf(contents: string | Uint8Array): { sha256: string; blob: string } {
  const header = `blob ${Buffer.byteLength(contents)}\0`;
  // Text is hashed without a copy of its bytes: copies would be a megabyte of peak memory.
  const blob =
    typeof contents === "string"
      ? header + contents
      : Buffer.concat([Buffer.from(header), contents]);
  return { sha256: hash("sha256", contents), blob: hash("sha1", blob) };
}
