import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { nearestOfEach } from "../../../lib/profile/conformal/nearest_of_each.ts";

Deno.test("nearestOfEach() equals looking everything up, whichever compound is taken away", () => {
  const random = new Random(9), m = 30, n = 12, moas = ["x", "y", "z"];
  const known = {
    compounds: Array.from({ length: m }, () => `c${random.integer(7)}`),
    moas: Array.from({ length: m }, () => random.pick(moas)),
  };
  const compounds = Array.from({ length: n }, () => `c${random.integer(9)}`);
  const data = Float32Array.from({ length: n * m }, () => random.integer(9));
  const { to } = nearestOfEach({ rows: n, cols: m, data }, compounds, known, moas);
  for (let row = 0; row < n; row++) {
    for (const [place, moa] of moas.entries()) {
      for (const without of [undefined, ...Array.from({ length: 9 }, (_, c) => `c${c}`)]) {
        const fits = known.moas.flatMap((name, other) =>
          name === moa && known.compounds[other] !== compounds[row] &&
            known.compounds[other] !== without
            ? [data[row * m + other]!]
            : []
        );
        assertEquals(to(row, place, without), Math.min(Infinity, ...fits));
      }
    }
  }
});
