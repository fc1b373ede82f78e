import { catalogOf } from "../catalog/catalog.ts";
import { joins } from "../packs/joins.ts";
import type { Condition } from "../packs/manifest/condition.ts";
import type { Pack } from "../packs/manifest/pack.ts";
import type { Problem } from "../packs/manifest/problem.ts";
import type { PackText } from "../packs/manifest/read.ts";
import { isJoined } from "../plan/join/join.ts";
import { spelling } from "../words/portable-name.ts";
import { json } from "../words/printable.ts";
import { nameOfCells } from "./combinations.ts";
import { questionsOf, rowsOf, rowWhere, type World } from "./together.ts";

// Characters of conditions that are looked through: a second or two. Ours take a twentieth of it.
const most = 30_000_000;

/**
 * Files of a pack that want one path beside some answers. Every answer that their conditions read is
 * tried with every other, so what is not told of here cannot happen.
 */
export function overlapProblems(pack: PackText, beside: readonly Pack[]): Problem[] {
  const { options = [] } = pack;
  const world: World = { catalog: catalogOf([...beside, withoutContents(pack)]), options };
  const problems: Problem[] = [];
  let left = most;
  for (const claims of claimsOf(pack)) {
    for (const [one, other] of pairsOf(claims)) {
      const whens = [...one.whens, ...other.whens];
      const size = JSON.stringify(whens).length + 100;
      left -= 10 * size;
      const questions = left < 0 ? [] : questionsOf(whens, world);
      left -= size * rowsOf(questions);
      if (left < 0) return [...problems, untried(one, other)];
      const row = rowWhere(whens, questions, world);
      if (row === undefined) continue;
      problems.push(overlap(one, other, nameOfCells(row)));
      // The first two of a path are enough.
      break;
    }
  }
  return problems;
}

interface Claim {
  readonly path: string;
  /** Where it lies in the pack. */
  readonly file: string;
  readonly whens: readonly Condition[];
}

/** The files that want the same path, or what many disks take for the same. Joined files have many owners. */
function claimsOf({ layers }: PackText): Iterable<readonly Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const layer of layers) {
    for (const { path, source, when } of layer.files) {
      if (isJoined(path, joins)) continue;
      const whens = [layer.when, when].filter((one) => one !== undefined);
      const claim = { path, file: `layers/${layer.id}/${source}`, whens };
      const known = claims.get(spelling(path));
      if (known === undefined) claims.set(spelling(path), [claim]);
      else known.push(claim);
    }
  }
  return claims.values();
}

function* pairsOf<Of>(list: readonly Of[]): Generator<readonly [Of, Of]> {
  for (const [at, one] of list.entries())
    for (const other of list.slice(at + 1)) yield [one, other];
}

/** What is picked does not depend on what files hold. */
function withoutContents({ layers, version = "", ...pack }: PackText): Pack {
  const bare = layers.map((layer) => ({ ...layer, pack: pack.name, files: [], fragments: [] }));
  return { ...pack, version, source: pack.name, layers: bare };
}

function overlap(one: Claim, other: Claim, answers: string): Problem {
  const wanted =
    one.path === other.path ? "the same" : `${json(other.path)}, the same on many disks`;
  return {
    file: one.file,
    message: `would be ${json(one.path)}, and ${other.file} ${wanted}, with ${answers}. Let their conditions exclude each other.`,
  };
}

function untried(one: Claim, other: Claim): Problem {
  return {
    file: one.file,
    message: `would be ${json(one.path)}, and so would ${other.file}: there are more answers than can be tried. Let their conditions read fewer.`,
  };
}
