/** Whole projects kept as folders in trees/, so that a reviewer reads the code that we generate. */
export const cases: Record<string, string> = {
  everything: "--provider openai --author Ada --package-manager npm",
  anatomy: "--factors core --provider scripted --license UNLICENSED --package-manager npm",
  "people-and-errors": "--factors 7,9 --license Apache-2.0 --package-manager pnpm",
};
