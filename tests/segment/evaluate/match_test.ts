import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { matchObjects, overlaps } from "../../../lib/segment/evaluate.ts";

/** Most pairs of at least the threshold that any matching has, by trying all of them. */
function mostPairs(allowed: boolean[][], row = 0, taken = new Set<number>()): number {
  if (row === allowed.length) return 0;
  let most = mostPairs(allowed, row + 1, taken);
  for (const [column, may] of allowed[row]!.entries()) {
    if (!may || taken.has(column)) continue;
    taken.add(column);
    most = Math.max(most, 1 + mostPairs(allowed, row + 1, taken));
    taken.delete(column);
  }
  return most;
}

Deno.test("matchObjects() finds as many pairs as the best of all matchings, at .5 and above", () => {
  const random = new Random(11);
  for (let round = 0; round < 300; round++) {
    // Runs of random length: many objects overlap by exactly one half.
    const runs = () => {
      const labels = new Int32Array(24);
      for (let at = 0, label = 1; at < 24; label++) {
        const length = 1 + random.integer(4);
        labels.fill(random.integer(5) === 0 ? 0 : label, at, at + length);
        at += length;
      }
      return labels;
    };
    const truth = runs(), found = runs();
    const table = overlaps(truth, found);
    const { iou } = matchObjects(table);
    for (const threshold of [0.5, 0.6, 0.75, 1]) {
      const allowed = Array.from(
        table.truthAreas,
        () => Array.from(table.foundAreas, () => false),
      );
      table.pixels.forEach((shared, pair) => {
        const t = table.truth[pair]!, f = table.found[pair]!;
        const union = table.truthAreas[t]! + table.foundAreas[f]! - shared;
        allowed[t]![f] = shared / union >= threshold;
      });
      assertEquals(iou.filter((value) => value >= threshold).length, mostPairs(allowed));
    }
  }
});

Deno.test("matchObjects() uses each object once and the best pairs first", () => {
  const { truth, found, iou } = matchObjects(
    overlaps(new Int32Array([1, 1, 2, 2, 2]), new Int32Array([7, 8, 9, 9, 9])),
  );
  assertEquals([[...truth], [...found], [...iou]], [[1, 0], [2, 0], [1, 0.5]]);
});
