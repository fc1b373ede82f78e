/** Where the named numbers of the team come from. Put your own table or service behind this interface. */
export interface ConstantSource {
  list(signal: AbortSignal): Promise<Constants>;
}

export type Constants = Record<string, number>;

/** A source that only pretends to look them up. */
export function simulated(): ConstantSource {
  return {
    async list() {
      return { pi: 3.14159, e: 2.71828, vat: 0.19 };
    },
  };
}
