import { type Layer, type Offer, type OfferKind, ours, type Pack } from "../packs/manifest/pack.ts";
import { UserError } from "../words/errors.ts";

/** A factor of the guide, or of a pack. Anatomy is always in; the others are layers that a user takes or leaves. */
export interface Factor {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly part: "anatomy" | "layer";
  readonly needs: readonly number[];
}

/** The factors of the guide. */
export const factors: readonly Factor[] = [
  anatomy(
    1,
    "tool-calls",
    "Natural language to tool calls",
    "the model picks one intent from a closed list",
  ),
  anatomy(
    2,
    "prompts",
    "Own your prompts",
    "every word the model sees is a plain function in src/prompt.ts",
  ),
  anatomy(3, "context-window", "Own your context window", "you decide how events become text"),
  anatomy(
    4,
    "structured-outputs",
    "Tools are structured outputs",
    "a tool call is validated JSON and your own code runs it",
  ),
  anatomy(
    5,
    "one-state",
    "Unify execution and business state",
    "a list of events is the only state there is",
  ),
  layer(6, "pause-resume", "Launch, pause, resume", "an HTTP API; a restart loses nothing"),
  layer(7, "humans", "Contact humans with tools", "questions, and approvals before a tool runs"),
  anatomy(8, "control-flow", "Own your control flow", "the policy is one switch that you edit"),
  layer(9, "compact-errors", "Compact errors", "the model reads them; three in a row stop it"),
  layer(10, "small-agents", "Small, focused agents", "budgets, and a second agent in a pipeline"),
  layer(11, "triggers", "Trigger from anywhere", "Slack, email, cron, webhooks, MCP", [6]),
  anatomy(
    12,
    "stateless-reducer",
    "Make your agent a stateless reducer",
    "where we stand is a pure fold of the events",
  ),
  layer(13, "prefetch", "Pre-fetch context", "what is always needed is fetched first"),
];

/** Everything that can be picked with the packs at hand. */
export interface Catalog {
  readonly packs: readonly Pack[];
  readonly offers: Readonly<Record<OfferKind, readonly Offer[]>>;
  /** The factors that exist here, by number: the anatomy, and each layer that some pack offers. */
  readonly factors: readonly Factor[];
}

/** @throws UserError when two packs have one name: everything is told apart by it. */
export function catalogOf(given: readonly Pack[]): Catalog {
  const packs = given.toSorted((left, right) => byPack(left.name, right.name));
  refuseTwice(packs);
  const offered = packs
    .flatMap((pack) => pack.layers.toSorted(byOrder))
    .flatMap((one) => one.offers ?? []);
  const of = (kind: OfferKind): Offer[] => offered.filter((offer) => offer.kind === kind);
  const offeredFactors = of("factor");
  return {
    packs,
    offers: {
      factor: offeredFactors,
      provider: of("provider"),
      blueprint: of("blueprint"),
      store: of("store"),
      license: of("license"),
      packageManager: of("packageManager"),
      contextFormat: of("contextFormat"),
    },
    factors: [
      ...factors.filter((one) => one.part === "anatomy" || offers(offeredFactors, one.number)),
      ...offeredFactors.filter((one) => Number(one.id) > lastOfGuide).map(factorOf),
    ].toSorted((left, right) => left.number - right.number),
  };
}

function refuseTwice(packs: readonly Pack[]): void {
  for (const [at, pack] of packs.entries()) {
    const other = packs[at + 1];
    if (other === undefined || other.name !== pack.name) continue;
    throw new UserError({
      code: "pack_conflict",
      message: `Two packs are called ${pack.name}: ${pack.source} and ${other.source}.`,
      fix: "Leave one of them out.",
    });
  }
}

/** The order of layers everywhere: their own number, then their pack (ours first), then their id. */
export function byOrder(left: Layer, right: Layer): number {
  return left.order - right.order || byPack(left.pack, right.pack) || compare(left.id, right.id);
}

/** The guide ends with its appendix; packs count on from there. */
export const lastOfGuide = 13;

function offers(offered: readonly Offer[], number: number): boolean {
  return offered.some((offer) => offer.id === String(number));
}

function factorOf({ id, title, hint, name = `factor-${id}`, needs = [] }: Offer): Factor {
  return layer(Number(id), name, title, hint, needs);
}

function byPack(left: string, right: string): number {
  return Number(right === ours) - Number(left === ours) || compare(left, right);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function anatomy(number: number, id: string, title: string, hint: string): Factor {
  return { number, id, title, hint, part: "anatomy", needs: [] };
}

function layer(
  number: number,
  id: string,
  title: string,
  hint: string,
  needs: readonly number[] = [],
): Factor {
  return { number, id, title, hint, part: "layer", needs };
}
