import { assert, assertAlmostEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import {
  blobDistance,
  DIRECTIONS,
  drawOutline,
  radiusAt,
} from "../../../lib/data/simulate/cell.ts";
import { CONTROL } from "../../../lib/data/simulate/phenotype.ts";

Deno.test("drawOutline() is finite and has about the radius asked for", () => {
  for (let seed = 0; seed < 100; seed++) {
    const outline = drawOutline(
      50,
      { ...CONTROL, retraction: 0.9, elongation: 2 },
      new Random(seed),
    );
    for (const radius of outline) assert(radius > 4 && radius < 200, String(radius));
  }
  let sum = 0;
  for (let seed = 0; seed < 100; seed++) {
    sum += drawOutline(50, CONTROL, new Random(seed)).reduce((a, b) => a + b, 0) / DIRECTIONS / 100;
  }
  assertAlmostEquals(sum, 48, 5);
});

Deno.test("drawOutline() of a rounded cell is a circle", () => {
  const outline = drawOutline(50, { ...CONTROL, rounding: 1 }, new Random(1));
  assertAlmostEquals(Math.max(...outline), Math.min(...outline), 1e-4);
});

Deno.test("radiusAt() turns once around, whatever the sign of the angle", () => {
  const outline = Float32Array.from({ length: DIRECTIONS }, (_, i) => i);
  assertAlmostEquals(radiusAt(outline, Math.PI), DIRECTIONS / 2, 1e-4);
  assertAlmostEquals(radiusAt(outline, -Math.PI / 2), 0.75 * DIRECTIONS, 1e-4);
});

Deno.test("blobDistance() is 1 on the ellipse", () => {
  const blob = { x: 3, y: 4, a: 10, b: 5, cos: 0, sin: 1, waves: [], bright: 1 };
  assertAlmostEquals(blobDistance(blob, 3, 14), 1, 1e-9);
  assertAlmostEquals(blobDistance(blob, 8, 4), 1, 1e-9);
});
