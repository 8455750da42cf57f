import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { conformalCoverage } from "../../../lib/profile/conformal/coverage.ts";
import { columns, simulated } from "./screen.ts";

const treatments = simulated(new Random(31), 60);

Deno.test("conformalCoverage() keeps its promise with a sensible interval", async () => {
  for (const error of [0.1, 0.25]) {
    const { coverage, meanSize, exact } = await conformalCoverage(treatments, columns, { error });
    assert(coverage.interval.high > 1 - error, JSON.stringify(coverage));
    assert(coverage.share > 1 - 2 * error && coverage.share < 1);
    assert(meanSize < 2.5 && exact.share > 0.4, `${meanSize} ${exact.share}`);
  }
});

Deno.test("conformalCoverage() counts the same in every table", async () => {
  const found = await conformalCoverage(treatments, columns, { error: 0.25, resamples: 10 });
  assertEquals(found.moas.reduce((sum, { hits }) => sum + hits, 0), found.coverage.hits);
  assertEquals(found.sets.length, treatments.meta.height);
  assertEquals(found.sets.filter(({ moas }) => moas.length === 0).length, found.empty.hits);
  const sizes = found.sets.reduce((sum, { moas }) => sum + moas.length, 0);
  assertEquals(found.meanSize, sizes / found.sets.length);
});

Deno.test("conformalCoverage() asks for smaller sets where more error is allowed", async () => {
  const sizes = [];
  for (const error of [0.05, 0.2, 0.4]) {
    sizes.push((await conformalCoverage(treatments, columns, { error, resamples: 1 })).meanSize);
  }
  assert(sizes[0]! > sizes[1]! && sizes[1]! > sizes[2]!, sizes.join());
});
