import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { findOutliers, type OutlierMethod } from "../../lib/profile/outlier.ts";

const methods: OutlierMethod[] = ["iqr", "density", "distance"];

/** Two groups around different means, the rows of `apart` moved far away. */
function cloud(n: number, d: number, apart: number[]): Profiles {
  const random = new Random(11);
  const values = Float64Array.from({ length: n * d }, (_, i) => {
    const row = Math.floor(i / d), centre = (row % 2 === 0) === (i % d < d / 2) ? 5 : 0;
    return random.normal(apart.includes(row) ? -4 * centre : centre, 0.3);
  });
  const moa = Array.from({ length: n }, (_, row) => row % 2 === 0 ? "x" : "y");
  return makeProfiles(
    pl.DataFrame({ moa }),
    Array.from({ length: d }, (_, k) => `f${k}`),
    values,
  );
}

for (const method of methods) {
  Deno.test(`findOutliers() by ${method} finds what was moved away from its group`, () => {
    const apart = [7, 22, 40];
    const { rows, outlier, untold } = findOutliers(cloud(60, 6, apart), { method, by: "moa" });
    assertEquals(apart.filter((row) => !rows.includes(row)), []);
    assertEquals(rows.length <= apart.length + 4, true);
    assertEquals([outlier[7], outlier.length, untold], [true, 60, []]);
  });

  Deno.test(`findOutliers() by ${method} keeps duplicates, and groups too small to tell`, () => {
    const meta = pl.DataFrame({ moa: ["x", "x", "x", "x", "y", "y", "z"] });
    const profiles = makeProfiles(meta, ["f"], new Float64Array([2, 2, 2, 2, 1, 900, 4]));
    const { rows, untold, scores } = findOutliers(profiles, { method, by: "moa" });
    assertEquals([rows, untold], [[], [4, 5, 6]]);
    assertEquals([Number.isNaN(scores[3]), Number.isNaN(scores[4])], [false, true]);
  });
}

Deno.test("findOutliers() never takes what lies close to the mean for an outlier", () => {
  const angles = [0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.0];
  const values = Float64Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
  const meta = pl.DataFrame({ row: angles.map((_, row) => row) });
  assertEquals(findOutliers(makeProfiles(meta, ["x", "y"], values)).rows, []);
});

Deno.test("findOutliers() of no rows finds none", () => {
  const meta = pl.DataFrame({ row: [1] }).head(0);
  const none = makeProfiles(meta, ["f"], new Float64Array());
  assertEquals(findOutliers(none).rows, []);
});

Deno.test("findOutliers() refuses NaN, a missing column and negative thresholds", () => {
  const meta = pl.DataFrame({ row: [0, 1, 2] });
  const profiles = makeProfiles(meta, ["f"], new Float64Array([1, NaN, 2]));
  for (const method of methods) {
    assertThrows(() => findOutliers(profiles, { method }), InputError, "NaN");
  }
  assertThrows(() => findOutliers(profiles, { by: "moa" }), InputError, "moa");
  assertThrows(() => findOutliers(profiles, { reach: -1 }), InputError, "reach -1");
  assertThrows(() => findOutliers(profiles, { factor: NaN }), InputError, "factor NaN");
});
