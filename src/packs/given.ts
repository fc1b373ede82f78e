import path from "node:path";
import type { Host } from "../host.ts";
import { loadFolder } from "./load.ts";
import type { Pack } from "./pack.ts";

export interface GivenPacks {
  readonly packs: readonly Pack[];
  readonly warnings: readonly string[];
}

/** The packs that `--pack` names, each once: folders, relative to the working directory. */
export function givenPacks(specs: readonly string[], host: Host): GivenPacks {
  const { environment, files } = host;
  const folders = new Set(specs.map((spec) => path.resolve(environment.cwd, spec)));
  return { packs: [...folders].map((folder) => loadFolder(folder, files)), warnings: [] };
}
