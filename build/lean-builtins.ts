import { createRequire, isBuiltin } from "node:module";
import type { Plugin } from "rolldown";

const require = createRequire(import.meta.url);

/**
 * Takes Node's own modules from process.getBuiltinModule, and process from where it is anyway. What
 * require() gives, as an import statement does, has a facade beside it that reads every getter of the
 * module: `process` alone opens all three streams.
 */
export function leanBuiltins(): Plugin {
  return {
    name: "lean-builtins",
    resolveId(id, importer = "", { kind }) {
      if (!isBuiltin(id) || (kind !== "import-statement" && kind !== "require-call")) return null;
      const name = id.replace(/^node:/u, "");
      // One for each that requires it: what several chunks share would be a file of its own.
      const lean =
        kind === "require-call"
          ? `required:${name}:${encodeURIComponent(importer)}`
          : `imported:${name}`;
      return { id: `\0lean:${lean}`, moduleSideEffects: false };
    },
    load(id) {
      const [, how, name] = /^\0lean:(\w+):([^:]+)/u.exec(id) ?? [];
      if (how === undefined || name === undefined) return null;
      const builtin =
        name === "process" ? "process" : `process.getBuiltinModule(${JSON.stringify(name)})`;
      if (how === "required") return `module.exports = ${builtin};`;
      const exports = Object.keys(require(name) as object);
      const names = exports.filter((key) => /^[A-Za-z]\w*$/u.test(key) && key !== "default");
      return [
        `const builtin = ${builtin};`,
        "export default builtin;",
        ...names.map((key) => `const ${key}_ = builtin.${key}; export { ${key}_ as ${key} };`),
      ].join("\n");
    },
  };
}
