import { assertEquals } from "@std/assert";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { applyCombat } from "../../../lib/profile/combat/apply.ts";
import { tableOf } from "../reference.ts";

const model = {
  batch: "plate",
  batches: ["P1", "P2"],
  features: ["a", "b"],
  covariates: [{ name: "dose" }],
  meanOnly: false,
  warnings: [],
  unadjusted: ["b"],
  mean: new Float64Array([10, 0]),
  deviation: new Float64Array([2, 1]),
  center: new Float64Array([1]),
  coefficients: new Float64Array([3, 0]),
  shift: new Float64Array([1, 0, -1, 0]),
  variance: new Float64Array([4, 1, 1, 1]),
};

Deno.test("applyCombat() computes σ(z − γ)/√δ + α + Xβ, and leaves other features alone", () => {
  const profiles = tableOf([[17, 5], [17, 0.1]], { plate: ["P1", "P2"], dose: [2, 1] });
  // Expected 13 and 10; in P1 (4/2 − 1)·2/2 + 13, in P2 (7/2 + 1)·2 + 10.
  assertEquals([...applyCombat(model, profiles).values], [14, 5, 19, 0.1]);
});

Deno.test("applyCombat() keeps the precision it was given and changes no input", () => {
  const { meta, features } = tableOf([[17, 5]], { plate: ["P1"], dose: [2] });
  const values = Float32Array.of(17, 5);
  const result = applyCombat(model, makeProfiles(meta, features, values));
  assertEquals([result.values, values], [Float32Array.of(14, 5), Float32Array.of(17, 5)]);
});
