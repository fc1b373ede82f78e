// Declarations that the public ones do not need are not shipped.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const folder = join(import.meta.dirname, "..", "dist", "types");
const needed = new Set();

function need(file) {
  if (needed.has(file)) return;
  needed.add(file);
  const names = readFileSync(file, "utf8").matchAll(/(?:from|import\() ?"(\.[^"]+)\.ts"/g);
  for (const [, name] of names) need(join(dirname(file), `${name}.d.ts`));
}

need(join(folder, "index.d.ts"));
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (entry.isFile() && !needed.has(file)) rmSync(file);
}
