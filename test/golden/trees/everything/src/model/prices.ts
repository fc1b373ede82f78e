import type { Usage } from "./model.ts";

/** Dollars for a million tokens. */
interface Price {
  input: number;
  /** Of the input, what comes out of the provider's cache. */
  cached: number;
  output: number;
}

/** By the name of the model, as published on 2026-11-24. */
const prices: Record<string, Price> = {
  // What is not here is unknown: put in what your model costs.
  "gpt-5.4-mini": { input: 0.75, cached: 0.075, output: 4.5 },
};

/** Dollars, or nothing where the price is unknown. A dated name of a model costs what the model costs. */
export function costOf(usage: Usage): number | undefined {
  const name = usage.model.replace(/-\d{4}-?\d{2}-?\d{2}$/, "");
  const price = Object.hasOwn(prices, name) ? prices[name] : undefined;
  if (!price) return undefined;
  const cached = usage.cached ?? 0;
  const fresh = usage.input - cached;
  return (fresh * price.input + cached * price.cached + usage.output * price.output) / 1e6;
}
