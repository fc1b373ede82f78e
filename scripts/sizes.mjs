// How much stands where: what `npm run sizes` prints, and what test/unit/sizes.test.ts holds.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import handlebars from "handlebars";

const checkout = fileURLToPath(new URL("..", import.meta.url));

/** The conditions and loops of each template, most first. */
export function conditions(root = join(checkout, "templates", "layers")) {
  return filesBelow(root)
    .filter((file) => file.endsWith(".hbs"))
    .map((file) => ({ file, count: blocksIn(readFileSync(join(root, file), "utf8")) }))
    .toSorted((one, other) => other.count - one.count);
}

/** The files that lie in each folder of the command, without those of the folders in it. */
function rooms(root = join(checkout, "src")) {
  const counts = new Map();
  for (const file of filesBelow(root))
    counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].map(([room, count]) => ({ room, count }));
}

function blocksIn(text) {
  let count = 0;
  const visitor = new handlebars.Visitor();
  visitor.BlockStatement = function (block) {
    count += 1;
    handlebars.Visitor.prototype.BlockStatement.call(this, block);
  };
  visitor.accept(handlebars.parse(text));
  return count;
}

function filesBelow(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const templates = conditions();
  const total = templates.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    `${total} conditions and loops in ${templates.length} templates, most in`,
    ...templates.slice(0, 10).map(({ file, count }) => `${String(count).padStart(6)}  ${file}`),
    "",
    "Files in each room of src/",
    ...rooms().map(({ room, count }) => `${String(count).padStart(6)}  ${room}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
