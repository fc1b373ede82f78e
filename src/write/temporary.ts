import { hash } from "node:crypto";
import path from "node:path";
import type { Environment, Files } from "../host/host.ts";

// The name tells who works here: a process of this machine, so that a later run can tell whether it
// is dead. Machines that share a folder differ in the hash of their names and leave each other alone.
const pattern = /^\.create-12-factor-agent-([0-9a-f]{8})-([0-9]+)$/u;

export function temporaryName(environment: Environment): string {
  return `.create-12-factor-agent-${machineOf(environment)}-${environment.pid}`;
}

/** Whether a name is that of a temporary folder whose process, of this machine, is dead. */
export function isStale(name: string, environment: Environment): boolean {
  const [, machine, pid] = pattern.exec(name) ?? [];
  if (machine !== machineOf(environment) || pid === undefined) return false;
  return Number(pid) === environment.pid || !environment.isAlive(Number(pid));
}

/** Removes what dead processes have left in a folder. That it cannot is no reason to stop. */
export function removeStale(folder: string, environment: Environment, files: Files): void {
  try {
    for (const name of files.readdirSync(folder)) {
      if (isStale(name, environment)) {
        files.rmSync(path.join(folder, name), { recursive: true, force: true });
      }
    }
  } catch {
    // A folder that cannot be read or cleaned is met again, and explained, when it is written to.
  }
}

function machineOf(environment: Environment): string {
  return hash("sha256", environment.hostname).slice(0, 8);
}
