// Packs of the size of a company's, made up for the figures: conditions, options, slots and literals.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { outputFileSync } from "fs-extra/esm";

/** A folder with a pack of so many templates, a third of them fragments. Returns it. */
export function makePack(folder, name, templates) {
  const files = {
    "pack.json": JSON.stringify({
      name,
      title: `What ${name} has`,
      version: "1.0.0",
      options: { team: { type: "text", title: "Which team?", default: "core" } },
    }),
  };
  for (let at = 0; at < templates; at += 1) {
    const layer = `layers/layer-${at % 10}`;
    files[`${layer}/layer.json`] = JSON.stringify(
      at % 2 === 0 ? {} : { when: { factors: { has: 7 } } },
    );
    const isFragment = at % 3 === 0;
    const place = isFragment ? "slots/readme-sections" : `files/docs/${name}/${at}`;
    // One fragment a layer and slot: the others are files.
    const path = `${layer}/${isFragment && at < 10 ? place : `files/docs/${name}/${at}`}.md.hbs`;
    files[path] = page(name, at);
  }
  for (const [path, text] of Object.entries(files)) outputFileSync(join(folder, path), text);
  return folder;
}

function page(name, at) {
  const parts = Array.from(
    { length: 8 },
    (_, part) => `
## Part ${part}

Owned by {{md options.team}} for {{md name}}, which talks to {{provider.title}}.

{{#if (has factors "${6 + (part % 5)}")}}
With factor ${6 + (part % 5)}: run \`{{packageManager.run}} check\` before a review.
{{else}}
Without it, nothing else is to be done.
{{/if}}
`,
  );
  return `\n# ${name} ${at}\n${parts.join("")}`;
}

/** What these packs add to planning and rendering a project, in ms: the median of alternating runs. */
export async function planningWith(packFolders, home, rounds) {
  const entry = join(home, "node_modules", "create-12-factor-agent", "dist", "index.js");
  const { loadPack, plan, render } = await import(pathToFileURL(entry).href);
  const ours = await loadPack();
  const theirs = [];
  for (const folder of packFolders) theirs.push(await loadPack(`file:${folder}`));
  const time = (packs) => {
    const from = performance.now();
    const { size } = render(plan({}, packs));
    return { ms: performance.now() - from, size };
  };
  const samples = [];
  let files = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const without = time([ours]);
    const beside = time([ours, ...theirs]);
    files = beside.size - without.size;
    if (round > 0) samples.push({ without: without.ms, added: beside.ms - without.ms });
  }
  const median = (key) => samples.map((one) => one[key]).toSorted((a, b) => a - b)[rounds >> 1];
  return { without: median("without"), added: median("added"), files };
}
