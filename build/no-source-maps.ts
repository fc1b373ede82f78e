import type { Plugin } from "rolldown";

/**
 * Handlebars can write source maps of templates, and does without where the package for it is
 * missing. Nobody here asks for them, and they would be a tenth of our tarball.
 */
export function noSourceMaps(): Plugin {
  return {
    name: "no-source-maps",
    resolveId: (id) => (id === "source-map" ? "\0no-source-map" : null),
    load: (id) => (id === "\0no-source-map" ? 'throw new Error("left out");\nexport {};' : null),
  };
}
