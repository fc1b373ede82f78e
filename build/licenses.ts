import { readJsonSync } from "fs-extra/esm";
import fs from "node:fs";
import path from "node:path";
import type { Plugin } from "rolldown";

/** Ships the licence of every package whose code is in the bundle; a package without one fails the build. */
export function licenses(): Plugin {
  return {
    name: "licenses",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === "chunk" ? file.moduleIds : [],
      );
      const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
      const texts = [...folders].map(describe).toSorted();
      this.emitFile({
        type: "asset",
        fileName: "THIRD-PARTY-LICENSES.md",
        source: `# Licences of the packages that are bundled in this one\n\n${texts.join("\n")}`,
      });
    },
  };
}

function packageFolder(id: string): string | undefined {
  const match = /^(?:\0?)(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/u.exec(id);
  return match?.[1];
}

function describe(folder: string): string {
  const manifest = readJsonSync(path.join(folder, "package.json")) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = fs.readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)/iu.test(name));
  if (file === undefined) throw new Error(`${manifest.name} ships no licence text.`);
  const text = fs.readFileSync(path.join(folder, file), "utf8").trim();
  return `## ${manifest.name} ${manifest.version} (${manifest.license ?? "see below"})\n\n${text}\n`;
}
