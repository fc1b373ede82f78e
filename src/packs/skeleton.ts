import { fileOf, type Tree, treeOf } from "../words/tree.ts";

/** A small pack that passes: one layer that owns a file, reads an answer, and fills a slot of ours. */
export function skeletonPack(name: string, version: string): Tree {
  const schemas = `https://unpkg.com/create-12-factor-agent@${version}/dist/schemas`;
  const texts: Record<string, string> = {
    "pack.json": json({
      $schema: `${schemas}/pack.schema.json`,
      name,
      title: "What our agents have in common",
      version: "0.1.0",
    }),
    "package.json": json({
      name: `${name}-pack`,
      version: "0.1.0",
      description: "A template pack for create-12-factor-agent.",
      keywords: ["create-12-factor-agent-pack"],
      license: "UNLICENSED",
      files: ["pack.json", "layers"],
    }),
    "README.md": readme(name),
    ".gitattributes": "* text=auto eol=lf\n",
    "layers/contributing/layer.json": json({ $schema: `${schemas}/layer.schema.json` }),
    "layers/contributing/files/CONTRIBUTING.md.hbs": contributing,
    "layers/contributing/slots/readme-sections.md": section,
  };
  return treeOf(Object.entries(texts).map(([path, text]) => [path, fileOf(text, [name])]));
}

const contributing = `# Contributing to {{md name}}

{{#if (has factors "7")}}
Who changes what needs a person's approval says so in the title of the change.

{{/if}}
Run \`{{packageManager.run}} check\`, \`{{packageManager.run}} lint\` and \`{{packageManager.run}} test\` before you ask for a review.
`;

const section = `
## Contributing

See [CONTRIBUTING.md](CONTRIBUTING.md).
`;

function readme(name: string): string {
  return `# ${name}

A template pack for [create-12-factor-agent](https://www.npmjs.com/package/create-12-factor-agent).

\`\`\`sh
npx create-12-factor-agent pack validate .
npx create-12-factor-agent pack preview . CONTRIBUTING.md
npx create-12-factor-agent my-agent --pack .
\`\`\`

- \`pack.json\`: the name, title and version of the pack.
- \`layers/<layer>/layer.json\`: when the layer or one of its files applies, and what it offers.
- \`layers/<layer>/files/\`: files that the layer owns. \`.hbs\` is a template; \`_gitignore\` becomes \`.gitignore\`.
- \`layers/<layer>/slots/\`: text for a named slot of a file that another layer owns.
`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
