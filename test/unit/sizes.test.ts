import { expect, test } from "vitest";
import { conditions } from "../../scripts/sizes.mjs";

// `npm run sizes` prints the figures.

test("templates compose by files and slots more than by conditions", () => {
  const counted = conditions();
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  expect(counted.length).toBeGreaterThan(50);
  expect(total).toBeLessThan(450);
  expect(counted.filter(({ count }) => count > 12)).toEqual([]);
});
