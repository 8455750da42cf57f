import { assert, assertAlmostEquals } from "@std/assert";
import { profileMatrix } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { startLayout } from "../../../lib/profile/reduce/start.ts";
import { digits, reference } from "./digits.ts";

Deno.test("startLayout() is along the principal components, of their proportions", () => {
  const layout = startLayout(profileMatrix(digits()), 2, "pca", new Random(1));
  const { scores, variances } = reference.pca, unit = Math.sqrt(variances[0]! * 299 / 300);
  for (let row = 0; row < 20; row++) {
    for (const axis of [0, 1]) {
      assertAlmostEquals(layout[2 * row + axis]!, scores[4 * row + axis]! / unit, 1e-3);
    }
  }
});

Deno.test("startLayout() separates duplicates and draws axes that the data do not have", () => {
  const matrix = { rows: 4, cols: 1, data: new Float64Array([1, 1, 2, 2]) };
  const layout = startLayout(matrix, 2, "pca", new Random(1));
  assert(layout[0] !== layout[2] && Math.abs(layout[0]! - layout[2]!) < 1e-2);
  assert(Math.abs(layout[1]! - layout[3]!) > 1e-2);
});
