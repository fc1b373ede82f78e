import { defineConfig } from "rolldown";
import { builtinPack } from "./build/builtin-pack.ts";
import { licenses } from "./build/licenses.ts";

export default defineConfig({
  input: { cli: "src/cli.ts", index: "src/index.ts" },
  platform: "node",
  plugins: [builtinPack(import.meta.dirname), licenses()],
  // The file that handlebars names for Node also patches require(); the plain one does not.
  resolve: { alias: { handlebars$: "handlebars/dist/cjs/handlebars.js" } },
  output: {
    dir: "dist",
    format: "esm",
    cleanDir: true,
    minify: true,
    chunkFileNames: "[name]-[hash].js",
  },
});
