import { assert, assertEquals } from "@std/assert";
import { selectFeatures } from "../../lib/core/profiles.ts";
import { aggregate } from "../../lib/profile/aggregate.ts";
import { consensus } from "../../lib/profile/consensus.ts";
import { assertNear, reference, referenceProfiles, tableOf } from "./reference.ts";

const by = ["Metadata_Plate", "Metadata_Compound"];
const complete = selectFeatures(referenceProfiles(), (name) => !name.includes("missing"));

Deno.test("consensus() equals pycytominer's modz, with both correlations", () => {
  for (const correlation of ["spearman", "pearson"] as const) {
    const exact = consensus(complete, { by, method: "modz", correlation });
    assertNear(exact.values, reference.modz[`${correlation} 15`], 1e-11);
    const rounded = consensus(complete, { by, method: "modz", correlation, precision: 4 });
    assertNear(rounded.values, reference.modz[`${correlation} 4`], 1e-11);
  }
});

Deno.test("consensus() by modz keeps what all replicates agree on, where rounded weights do not", () => {
  const at = complete.features.indexOf("constant"), width = complete.features.length;
  const of = (values: ArrayLike<number>) =>
    Array.from(values).filter((_, i) => i % width === at).map((value) => Math.abs(value - 0.1));
  assert(Math.max(...of(reference.modz["spearman 4"])) > 1e-6);
  assert(Math.max(...of(consensus(complete, { by, method: "modz" }).values)) < 1e-15);
});

Deno.test("consensus() is the median, or the mean, with counts and metadata of aggregate", () => {
  for (const method of ["median", "mean"] as const) {
    const found = consensus(referenceProfiles(), { by, method });
    const wanted = aggregate(referenceProfiles(), { by, method });
    assertEquals(found.values, wanted.values);
    assertEquals(found.meta.rows(), wanted.meta.rows());
  }
  const { meta } = consensus(complete, { by, method: "modz", count: "wells" });
  assertEquals(meta.columns, [...by, "wells"]);
});

Deno.test("consensus() by modz takes a feature that one replicate lacks from the others", () => {
  const profiles = tableOf([[1, 2, 4, NaN, NaN], [2, 4, 8, 6, NaN]], { compound: ["x", "x"] });
  const { values } = consensus(profiles, { by: "compound", method: "modz" });
  assertEquals([...values], [1.5, 3, 6, 6, NaN]);
});

Deno.test("consensus() by modz of a single replicate is that replicate", () => {
  const profiles = tableOf([[1, -2, 4]], { compound: ["x"] });
  assertEquals([...consensus(profiles, { by: "compound", method: "modz" }).values], [1, -2, 4]);
});
