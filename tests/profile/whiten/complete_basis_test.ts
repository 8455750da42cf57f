import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { thinSvd } from "../../../lib/core/svd.ts";
import { completeBasis } from "../../../lib/profile/whiten/complete_basis.ts";

Deno.test("completeBasis() adds rows of length 1 at right angles to all others", () => {
  const random = new Random(1), d = 7;
  const data = Float64Array.from({ length: 3 * d }, () => random.normal());
  const { right } = thinSvd({ rows: 3, cols: d, data });
  const rest = completeBasis(right), all = [...right.data, ...rest.data];
  assertEquals([rest.rows, rest.cols], [4, d]);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      let product = 0;
      for (let k = 0; k < d; k++) product += all[i * d + k]! * all[j * d + k]!;
      assertAlmostEquals(product, i === j ? 1 : 0, 1e-14);
    }
  }
});

Deno.test("completeBasis() of axes that span the space is empty", () => {
  const axes = { rows: 2, cols: 2, data: new Float64Array([0, 1, -1, 0]) };
  assertEquals(completeBasis(axes).data.length, 0);
});
