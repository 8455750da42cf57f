import { assert, assertAlmostEquals } from "@std/assert";
import { differenceOf } from "../../../lib/link/compare/difference.ts";

type Four = [number, number, number, number];

Deno.test("differenceOf() is paired: what all compounds gain alike has no interval", () => {
  const of = (gain: number) => ({
    perCompound: [0.1, 0.5, 0.9].map((rank): Four => [0, 0, 1, rank + gain]),
  });
  const { value, low, high } = differenceOf(of(0.05), of(0));
  for (const one of [value, low, high]) assertAlmostEquals(one, 0.05, 1e-12);
  const mixed = { perCompound: [[0, 0, 1, 0.4], [0, 0, 1, 0.2], [0, 0, 1, 0.9]] as Four[] };
  const found = differenceOf(mixed, of(0));
  assert(found.low < 0 && found.high > 0, "one compound gained, one lost");
});
