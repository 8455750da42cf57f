import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { smoothedLevels } from "../../lib/segment/levels.ts";
import { structure } from "../../lib/segment/structure.ts";
import { drawnNuclei } from "./drawn_nuclei.ts";

const of = (image: { width: number; height: number; data: Uint16Array }, sigma: number) => {
  const { levels, step } = smoothedLevels(image, sigma)!;
  return structure(image, levels, step, sigma);
};

Deno.test("structure() is 1 for noise, whatever its strength and smoothing", () => {
  const random = new Random(6);
  for (const spread of [10, 800]) {
    const data = Uint16Array.from({ length: 200 ** 2 }, () => random.normal(9000, spread));
    for (const sigma of [0, 1, 1.5, 3]) {
      assertAlmostEquals(of({ width: 200, height: 200, data }, sigma), 1, 0.1);
    }
  }
});

Deno.test("structure() is high for objects that are few or fill the field", () => {
  assert(of(drawnNuclei(120, 120, [[60, 60, 10, 900]]), 1.5) > 5);
  assert(of(drawnNuclei(120, 120, [[60, 60, 70, 900]]), 1.5) > 5);
});

Deno.test("structure() of one grey value is 0", () => {
  const flat = { width: 3, height: 1, data: new Uint16Array(3).fill(5) };
  assertEquals(structure(flat, flat.data, 1, 1), 0);
});
