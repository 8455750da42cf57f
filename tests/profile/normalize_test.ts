import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { groupRows } from "../../lib/core/group_rows.ts";
import { featureValues, makeProfiles, selectFeatures } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { normalize } from "../../lib/profile/normalize.ts";
import { assertNear, reference, referenceProfiles, tableOf, withMissing } from "./reference.ts";

const controls = { Metadata_Compound: "DMSO" }, by = "Metadata_Plate";

/** Without spread among the controls of a plate: there the reference is wrong. */
const flat = ["constant", "flat_controls", "rare"];

function assertReference(
  found: ReturnType<typeof normalize>,
  values: (number | null)[],
  wrong: string[],
): void {
  const whole = makeProfiles(found.meta, reference.features, withMissing(values));
  const wanted = selectFeatures(whole, (name) => !wrong.includes(name));
  assertNear(selectFeatures(found, wanted.features).values, wanted.values, 1e-8);
}

Deno.test("normalize() standardises as pycytominer does: per plate, on DMSO, ddof 0", () => {
  assertReference(
    normalize(referenceProfiles(), { by, controls }),
    reference.normalized.standardize,
    flat,
  );
});

Deno.test("normalize() with mad equals pycytominer's mad_robustize", () => {
  assertReference(
    normalize(referenceProfiles(), { by, controls, method: "mad" }),
    reference.normalized.mad,
    [...flat, "two_values"],
  );
  assertReference(
    normalize(referenceProfiles(), { by, method: "mad" }),
    reference.normalized.madEpsilon,
    [...flat, "two_values"],
  );
});

Deno.test("normalize() gives 0 without spread, where pycytominer gives x − mean or 10¹⁸", () => {
  const at = reference.features.indexOf("flat_controls"), width = reference.features.length;
  const theirs = reference.normalized.standardize.filter((_, i) => i % width === at);
  const treated = referenceProfiles().meta.getColumn("Metadata_Compound").toArray()
    .map((compound) => compound !== "DMSO");
  const raw = featureValues(referenceProfiles(), "flat_controls");
  assertNear(theirs as number[], raw.map((value) => value - 0.3), 1e-12); // not divided by anything
  const huge = reference.features.indexOf("rare");
  const robust = reference.normalized.madEpsilon.filter((_, i) => i % width === huge);
  assert(robust.some((value) => Math.abs(value as number) > 1e15));
  assert(treated.includes(true));
  for (const method of ["standardize", "mad", "minmax"] as const) {
    const { features, values } = normalize(referenceProfiles(), { by, controls, method });
    for (const name of ["flat_controls", "constant"]) {
      const ours = values.filter((_, i) => features[i % width] === name);
      assert(ours.every((value) => Object.is(value, 0)), `${method} of ${name}`);
    }
  }
});

Deno.test("normalize() leaves controls with mean 0 and spread 1, whichever ddof is asked for", () => {
  const random = new Random(3);
  const rows = Array.from({ length: 60 }, () => [random.normal(1e6, 3), random.normal(-2, 1e-3)]);
  const plates = rows.map((_, i) => `P${i % 3}`), kinds = rows.map((_, i) => i % 2);
  const profiles = tableOf(rows, { plates, kinds });
  for (const ddof of [0, 1] as const) {
    const result = normalize(profiles, { by: "plates", controls: { kinds: 0 }, ddof });
    for (const members of groupRows(profiles.meta, "plates").values()) {
      const inControls = members.filter((row) => kinds[row] === 0);
      for (const name of ["a", "b"]) {
        const values = featureValues(result, name);
        const own = inControls.map((row) => values[row] as number);
        const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
        const squares = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        assertNear([mean, squares / (own.length - ddof)], [0, 1], 1e-6);
      }
    }
  }
});

Deno.test("normalize() with minmax puts the smallest control at 0 and the largest at 1", () => {
  const profiles = tableOf([[2], [6], [10]], { kind: ["DMSO", "DMSO", "drug"] });
  const { values } = normalize(profiles, { method: "minmax", controls: { kind: "DMSO" } });
  assertEquals([...values], [0, 1, 2]);
});

Deno.test("normalize() takes the mean of large equal numbers exactly", () => {
  const rows = Array.from({ length: 1000 }, () => [0.1 + 1e9]);
  const { values } = normalize(tableOf(rows, { plate: rows.map(() => "P1") }));
  assert(values.every((value) => value === 0));
});

Deno.test("normalize() keeps missing values missing and the precision it was given", () => {
  const { meta, features } = tableOf([[1, NaN], [3, NaN], [NaN, 4]], { well: [1, 2, 3] });
  const values = Float32Array.from([1, NaN, 3, NaN, NaN, 4]);
  const result = normalize(makeProfiles(meta, features, values));
  assertEquals(result.values, Float32Array.from([-1, NaN, 1, NaN, NaN, 0]));
});

Deno.test("normalize() names a plate that has too few controls", () => {
  const profiles = tableOf([[1], [2], [3], [4]], {
    plate: ["P1", "P1", "P2", "P2"],
    kind: ["DMSO", "DMSO", "DMSO", "drug"],
  });
  assertThrows(
    () => normalize(profiles, { by: "plate", controls: { kind: "DMSO" } }),
    InputError,
    "Cannot normalize P2: too few controls: column plate: found 1, allowed: two or more",
  );
});

Deno.test("normalize() refuses infinite values, naming and counting them, and no rows", () => {
  const profiles = tableOf([[1, Infinity], [2, 3], [4, -Infinity]], { well: [1, 2, 3] });
  assertThrows(
    () => normalize(profiles),
    InputError,
    "2 values in b (2): row 1, column b: found Infinity",
  );
  assertThrows(() => normalize(tableOf([], { well: [] })), InputError, "no rows");
});
