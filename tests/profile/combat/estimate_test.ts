import { estimate } from "../../../lib/profile/combat/estimate.ts";
import { assertNear } from "../reference.ts";

const values = new Float64Array([0, 4, 2, 8, 4, 9, 8, 15, 6, 9]);
const batches = {
  names: ["P1", "P2"],
  of: Int32Array.of(0, 0, 1, 1, 1),
  sizes: Int32Array.of(2, 3),
};
const none = { covariates: [], columns: [], values: new Float64Array() };

Deno.test("estimate() pools variances over n samples, and over the reference batch where there is one", () => {
  const variant = { parametric: true, meanOnly: true };
  const all = estimate(values, batches, none, { ...variant, reference: -1 });
  assertNear([...all.mean], [4, 9], 1e-15);
  assertNear([...all.deviation], [Math.sqrt(10 / 5), Math.sqrt(32 / 5)], 1e-15);
  const one = estimate(values, batches, none, { ...variant, reference: 0 });
  assertNear([...one.mean], [1, 6], 1e-15);
  assertNear([...one.deviation], [1, 2], 1e-15);
  assertNear([...one.shift.subarray(0, 2)], [0, 0], 1e-15);
});
