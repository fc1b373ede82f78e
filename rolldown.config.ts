import { defineConfig } from "rolldown";
import { builtinPack } from "./build/builtin-pack.ts";
import { leanBuiltins } from "./build/lean-builtins.ts";
import { licenses } from "./build/licenses.ts";
import { leaveOut } from "./build/left-out.ts";

export default defineConfig({
  input: { cli: "src/cli.ts", index: "src/index.ts" },
  platform: "node",
  plugins: [leaveOut(), leanBuiltins(), builtinPack(import.meta.dirname, true), licenses()],
  treeshake: { propertyReadSideEffects: false },
  // The file that handlebars names for Node also patches require(); the plain one does not.
  resolve: { alias: { handlebars$: "handlebars/dist/cjs/handlebars.js" } },
  output: {
    dir: "dist",
    format: "esm",
    cleanDir: true,
    minify: true,
    chunkFileNames: "[name]-[hash].js",
    codeSplitting: {
      // Every file that Node opens costs a millisecond: what is always needed together is one file.
      groups: [
        {
          name: "core",
          test: /src[\\/](?:errors|host|report|tree)\.ts$|virtual:(?:version|help)|\0lean:imported/,
          priority: 2,
        },
        {
          name: "project",
          test: /src[\\/](?:create|answers-file|catalog|load-catalog)\.ts$|packs[\\/]builtin\.ts$/,
          priority: 1,
        },
      ],
    },
  },
});
