import { assert, assertAlmostEquals } from "@std/assert";
import { assertClose, expected, measured } from "../reference.ts";

/** The reference names the channel last. */
function renamed(values: Record<string, (number | null)[]>): Record<string, (number | null)[]> {
  return Object.fromEntries(
    Object.entries(values).map(([name, all]) => [
      name.replace(/_(\dof4)_(\w+)$/, "_$2_$1"),
      all,
    ]),
  );
}

Deno.test("radialMeasurer() equals CellProfiler's rings and wedges", () => {
  const wanted = renamed(expected("RadialDistribution"));
  assert(Object.keys(wanted).length === 24);
  // The eleventh object is without light: there the reference divides masked numbers by 0.
  assertClose(measured("RadialDistribution"), wanted, { tolerance: 1e-9, except: [11] });
});

Deno.test("radialMeasurer() shares all light of an object out to its rings, NaN without light", () => {
  const found = measured("RadialDistribution");
  for (let object = 0; object < 12; object++) {
    const shares = [1, 2, 3, 4].map((ring) =>
      found[`RadialDistribution_FracAtD_DNA_${ring}of4`]![object]!
    );
    const sum = shares.reduce((a, b) => a + b);
    if (object === 10) assert(Number.isNaN(sum));
    else assertAlmostEquals(sum, 1);
  }
});
