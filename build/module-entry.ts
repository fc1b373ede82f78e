import type { Plugin } from "rolldown";

/** What `import` finds: the library under its own names, as a module. */
export function moduleEntry(): Plugin {
  return {
    name: "module-entry",
    generateBundle(_options, bundle) {
      const entry = bundle["index.cjs"];
      const names = entry?.type === "chunk" ? entry.exports : [];
      const source = `export { ${names.join(", ")} } from "./index.cjs";\n`;
      this.emitFile({ type: "asset", fileName: "index.js", source });
    },
  };
}
