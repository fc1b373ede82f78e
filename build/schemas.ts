import type { Plugin } from "rolldown";
import * as z from "zod";
import { foreignPackManifest, layerManifest, modelsFile } from "../src/packs/manifest/manifest.ts";

const manifests = { pack: foreignPackManifest, layer: layerManifest, models: modelsFile };

/** The manifests of packs as JSON Schema, for editors: beside the program, and in its exports. */
export function schemas(): Plugin {
  return {
    name: "schemas",
    generateBundle() {
      for (const [name, manifest] of Object.entries(manifests)) {
        const schema = z.toJSONSchema(manifest, { io: "input" });
        const source = `${JSON.stringify(schema, null, 2)}\n`;
        this.emitFile({ type: "asset", fileName: `schemas/${name}.schema.json`, source });
      }
    },
  };
}
