import { hash } from "node:crypto";
import { withoutSecrets } from "../answers/options.ts";
import { printJson } from "../words/json-text.ts";
import { fileOf, type Tree, treeOf } from "../words/tree.ts";
import type { Plan } from "./plan.ts";

export const lockPath = ".12-factor/lock.json";

/** The tree with its lock: what was generated from what. Nothing in it depends on place or time. */
export function withLock(tree: Tree, plan: Plan): Tree {
  const lock = fileOf(lockText(tree, plan), ["lock"]);
  return treeOf([...tree, [lockPath, lock]]);
}

export function lockText(tree: Tree, plan: Plan): string {
  // Where the project lies, and whether it was installed or committed, shaped none of its bytes.
  const { directory: _directory, install: _install, git: _git, ...shaping } = plan.answers;
  const head = {
    lockVersion: 2,
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
  };
  const files = [...tree].map(([path, { from, kind, contents }]) => {
    return { path, from, kind, ...blobIdsOf(contents) };
  });
  const checksum = checksumOf({ ...head, files });
  const lines = files.map((file) => `    ${JSON.stringify(file)}`).join(",\n");
  // One line a file, for whoever compares two locks. No text looks like the key: its quotes are escaped.
  return printJson({ ...head, files: [], checksum }).replace(
    '"files": []',
    () => `"files": [\n${lines}\n  ]`,
  );
}

/** Of all that a lock says, its checksum left out, in its order. */
export function checksumOf(content: object): string {
  return hash("sha256", JSON.stringify(content));
}

/** The ids are git's own, so that the first commit can give the file back later; SHA-256 proves that it did. */
function blobIdsOf(contents: string | Uint8Array): { blob: string; blob256: string } {
  const header = `blob ${Buffer.byteLength(contents)}\0`;
  // Text is hashed without a copy of its bytes: copies would be a megabyte of peak memory.
  const blob =
    typeof contents === "string"
      ? header + contents
      : Buffer.concat([Buffer.from(header), contents]);
  return { blob: hash("sha1", blob), blob256: hash("sha256", blob) };
}
