// Writes docs/scenarios.md from docs/scenarios.json. With --check it writes nothing, and fails where
// the page is not what the data says.
import { readFileSync, writeFileSync } from "node:fs";
import { readJsonSync } from "fs-extra/esm";

const page = new URL("../docs/scenarios.md", import.meta.url);
const { rows } = readJsonSync(new URL("../docs/scenarios.json", import.meta.url));

const text = `# What covers which scenario

The scenarios that the guide and its workshop tell, and what of a generated project, or of this
repository, proves each. Written by \`npm run docs:scenarios\` from \`docs/scenarios.json\`; a unit test
looks every entry up in the project that its blueprint and factors give.

| id | scenario | covered by | open |
| --- | --- | --- | --- |
${rows.map(({ id, what, covered, open = "" }) => `| ${id} | ${what} | ${covered.map(proof).join("<br>")} | ${open} |`).join("\n")}

${rows.filter(({ open }) => open === undefined).length} of ${rows.length} rows are covered, ${rows.filter(({ open, covered }) => open !== undefined && covered.length > 0).length} more in part.
`;

if (!process.argv.includes("--check")) writeFileSync(page, text);
else if (readFileSync(page, "utf8") !== text) {
  process.stderr.write(
    "docs/scenarios.md is not what docs/scenarios.json says: npm run docs:scenarios\n",
  );
  process.exitCode = 1;
}

function proof({ ours, blueprint, factors, contextFormat, file, title }) {
  return ours === undefined
    ? `\`${file}\` of ${blueprint}, factors ${factors}${contextFormat ? `, format ${contextFormat}` : ""}: ${title}`
    : `\`${ours}\` of this repository: ${title}`;
}
