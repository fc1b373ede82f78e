import path from "node:path";
import { defineConfig } from "rolldown";
import { builtinPack } from "./build/builtin-pack.ts";
import { leanBuiltins } from "./build/lean-builtins.ts";
import { licenses } from "./build/licenses.ts";
import { leaveOut } from "./build/left-out.ts";
import { moduleEntry } from "./build/module-entry.ts";
import { schemas } from "./build/schemas.ts";

export default defineConfig({
  input: { cli: "src/cli.ts", index: "src/index.ts" },
  platform: "node",
  plugins: [
    leaveOut(),
    leanBuiltins(),
    builtinPack(import.meta.dirname, true),
    schemas(),
    licenses(),
    moduleEntry(),
  ],
  treeshake: { propertyReadSideEffects: false },
  // What they name for Node is CommonJS, of which a bundler leaves nothing out, or not all in.
  resolve: {
    alias: {
      "jsonc-parser$": "jsonc-parser/lib/esm/main.js",
      yaml$: path.join(import.meta.dirname, "node_modules/yaml/browser/index.js"),
    },
  },
  output: {
    dir: "dist",
    // Node starts CommonJS without its loader of modules, which costs a tenth of an empty Node.
    format: "cjs",
    cleanDir: true,
    minify: true,
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    codeSplitting: {
      // Every file that Node opens costs a millisecond: what is always needed together is one file.
      groups: [
        {
          name: "core",
          test: /src[\\/](?:words[\\/](?:errors|tree)|host[\\/]host|commands[\\/]report)\.ts$|virtual:(?:version|help)|\0lean:imported:(?:fs|os)$/,
          priority: 2,
        },
        {
          name: "project",
          test: /src[\\/](?:commands[\\/]create(?:-project)?|answers[\\/]file|catalog[\\/](?:catalog|load)|packs[\\/]builtin)\.ts$|\0lean:imported:(?:path|crypto)$/,
          priority: 1,
        },
      ],
    },
  },
});
