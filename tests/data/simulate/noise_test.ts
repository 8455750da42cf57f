import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { at, noiseTile, TILE } from "../../../lib/data/simulate/noise.ts";

Deno.test("noiseTile() has mean 0, spread 1, and no seam where it repeats", () => {
  const tile = noiseTile(3, 1);
  const mean = tile.reduce((a, b) => a + b, 0) / tile.length;
  const square = tile.reduce((a, b) => a + b * b, 0) / tile.length;
  assertAlmostEquals(mean, 0, 1e-3);
  assertAlmostEquals(square, 1, 1e-3);
  const step = (x: number) => {
    let sum = 0;
    for (let y = 0; y < TILE; y++) sum += (tile[at(x, y)]! - tile[at(x + 1, y)]!) ** 2;
    return sum / TILE;
  };
  assert(step(TILE - 1) < 3 * step(100));
});

Deno.test("at() wraps on both sides", () => {
  assertEquals(at(-1, -1), TILE * TILE - 1);
  assertEquals(at(TILE, TILE), 0);
});
