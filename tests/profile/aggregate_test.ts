import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { aggregate } from "../../lib/profile/aggregate.ts";
import { assertNear, reference, referenceProfiles, tableOf, withMissing } from "./reference.ts";

Deno.test("aggregate() equals pycytominer's mean and median, missing values left out", () => {
  for (const method of ["mean", "median"] as const) {
    const by = ["Metadata_Plate", "Metadata_Compound"];
    const { values, meta } = aggregate(referenceProfiles(), { by, method });
    assertNear(values, withMissing(reference.aggregated[method]), 1e-12);
    assertEquals(meta.columns, [...by, "Metadata_Count"]);
    assertEquals(meta.getColumn("Metadata_Count").toArray().slice(0, 3), [12, 4, 4]);
  }
});

Deno.test("aggregate() keeps metadata that each group shares and drops the rest", () => {
  const profiles = tableOf([[1], [3], [5]], {
    site: [1, 2, 1],
    compound: ["taxol", "taxol", "DMSO"],
    well: ["A01", "A01", "A02"],
  });
  const { meta } = aggregate(profiles, { by: "well" });
  assertEquals(meta.columns, ["well", "compound", "Metadata_Count"]);
  assertEquals(meta.rows(), [["A01", "taxol", 2], ["A02", "DMSO", 1]]);
});

Deno.test("aggregate() adds up counts of the step before and columns it is told to", () => {
  const profiles = tableOf([[1], [3], [5]], {
    well: ["A01", "A01", "A02"],
    Metadata_Count: [10, 20, 5],
    area: [0.5, 0.25, 1],
  });
  const { meta } = aggregate(profiles, { by: "well", sum: ["area"] });
  assertEquals(meta.columns, ["well", "area", "Metadata_Count"]);
  assertEquals(meta.rows(), [["A01", 0.75, 30], ["A02", 1, 5]]);
});

Deno.test("aggregate() treats a missing key as a group of its own", () => {
  const meta = pl.DataFrame({ compound: ["taxol", null, null] });
  const { values } = aggregate(makeProfiles(meta, ["a"], new Float64Array([1, 4, 6])), {
    by: "compound",
  });
  assertEquals([...values], [1, 5]);
});

Deno.test("aggregate() gives NaN only where a whole group lacks a feature", () => {
  const profiles = tableOf([[NaN, 1], [NaN, NaN]], { well: ["A01", "A01"] });
  for (const method of ["mean", "median"] as const) {
    assertEquals([...aggregate(profiles, { by: "well", method }).values], [NaN, 1]);
  }
});

Deno.test("aggregate() says which column cannot be added up, and refuses no rows", () => {
  const profiles = tableOf([[1], [2]], { well: ["A01", "A01"], note: ["good", "bad"] });
  assertThrows(
    () => aggregate(profiles, { by: "well", sum: ["note"] }),
    InputError,
    'row 1, column note: found "good", allowed: numbers',
  );
  assertThrows(() => aggregate(profiles, { by: "plate" }), InputError, "column plate");
  assertThrows(() => aggregate(tableOf([], { well: [] }), { by: "well" }), InputError, "no rows");
});
