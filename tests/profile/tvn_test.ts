import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { covariance } from "../../lib/core/covariance.ts";
import { Random } from "../../lib/core/random.ts";
import { InputError } from "../../lib/core/errors.ts";
import { groupRows } from "../../lib/core/group_rows.ts";
import {
  makeProfiles,
  metaValues,
  profileMatrix,
  type Profiles,
  selectRows,
} from "../../lib/core/profiles.ts";
import { applyTvn, fitTvn, type TvnOptions } from "../../lib/profile/tvn.ts";
import { applyWhitening, fitWhitening } from "../../lib/profile/whiten.ts";
import { decorrelated, haveLjosaWells, ljosaWells } from "./ljosa_wells.ts";
import reference from "./fixtures/tvn.json" with { type: "json" };

const { features: d, week, compound } = reference;
const controls = { compound: "DMSO" };
const exact = { controls, batch: "week", shrinkage: 0, epsilon: 0 } as const;

function referenceRows(values = reference.values): Profiles<Float64Array> {
  const features = Array.from({ length: d }, (_, j) => `f${j}`);
  return makeProfiles(pl.DataFrame({ week, compound }), features, Float64Array.from(values));
}

function tvn(profiles: Profiles, options: TvnOptions): Profiles {
  return applyTvn(profiles, fitTvn(profiles, options));
}

for (const [ridges, expected] of Object.entries(reference.corrected)) {
  Deno.test(`applyTvn() agrees with scikit-learn and scipy, ridges ${ridges}`, () => {
    const [batchRidge, targetRidge] = ridges.split(",").map(Number) as [number, number];
    const { values } = tvn(referenceRows(), { ...exact, batchRidge, targetRidge });
    for (let j = 0; j < d; j++) {
      const rows = Array.from(week.keys());
      const dot = rows.reduce((sum, i) => sum + values[i * d + j]! * expected[i * d + j]!, 0);
      const sign = dot < 0 ? -1 : 1; // an axis of a PCA has no sign
      for (const i of rows) {
        assertAlmostEquals(sign * values[i * d + j]!, expected[i * d + j]!, 1e-9);
      }
    }
  });
}

Deno.test("applyTvn() gives the controls of every batch mean 0 and, without a ridge, one covariance", () => {
  const corrected = tvn(referenceRows(), { ...exact, batchRidge: 1e-12, targetRidge: 1e-12 });
  const found = ["W1", "W2"].map((name) => {
    const mask = week.map((w, i) => w === name && compound[i] === "DMSO");
    return covariance(profileMatrix(selectRows(corrected, mask)));
  });
  for (const { means } of found) for (const mean of means) assertAlmostEquals(mean, 0, 1e-9);
  for (let i = 0; i < d * d; i++) {
    assertAlmostEquals(found[0]!.matrix.data[i]!, found[1]!.matrix.data[i]!, 1e-6);
  }
});

Deno.test("applyTvn() with a single batch is the whitening alone", () => {
  const profiles = {
    ...referenceRows(),
    meta: pl.DataFrame({ week: week.map(() => "W1"), compound }),
  };
  const white = applyWhitening(profiles, fitWhitening(profiles, { ...exact, method: "PCA" }));
  const { values } = tvn(profiles, exact);
  for (const [i, value] of values.entries()) assertAlmostEquals(value, white.values[i]!, 1e-9);
});

Deno.test("fitTvn() does not look at rows that are no controls", () => {
  const profiles = referenceRows(), other = profiles.values.slice();
  for (const [i, name] of compound.entries()) {
    if (name !== "DMSO") other.fill(1e5, i * d, i * d + d);
  }
  assertEquals(fitTvn(profiles, exact), fitTvn({ ...profiles, values: other }, exact));
});

Deno.test("fitTvn() and applyTvn() name a batch without controls, a new batch and a wrong ridge", () => {
  const profiles = referenceRows();
  const mask = week.map((name, i) => name === "W3" && compound[i] === "DMSO");
  const lone = { ...exact, controls: week.map((_, i) => compound[i] === "DMSO" && !mask[i]) };
  assertThrows(() => fitTvn(profiles, lone), InputError, "batch W3: column week: found 0");
  const fitted = fitTvn(selectRows(profiles, week.map((name) => name !== "W3")), exact);
  assertThrows(() => applyTvn(profiles, fitted), InputError, 'row 19, column week: found "W3"');
  assertThrows(() => fitTvn(profiles, { ...exact, batchRidge: 0 }), InputError, "found 0");
  assertThrows(() => fitTvn(selectRows(profiles, []), exact), InputError, "no rows");
  const holes = profiles.values.slice();
  holes[3] = NaN;
  assertThrows(() => fitTvn({ ...profiles, values: holes }, exact), InputError, "f3 (1)");
});

/** Share of the variance that lies between batches, summed over features. */
function betweenBatches(profiles: Profiles, batch: string): number {
  const d = profiles.features.length, n = profiles.meta.height;
  const squares = (rows: number[], center: Float64Array) =>
    rows.reduce((sum, row) => {
      for (let j = 0; j < d; j++) sum += (profiles.values[row * d + j]! - center[j]!) ** 2;
      return sum;
    }, 0);
  const meanOf = (rows: number[]) => covariance(profileMatrix(profiles), { rows, ddof: 0 }).means;
  const all = Array.from({ length: n }, (_, i) => i);
  let within = 0;
  for (const rows of groupRows(profiles.meta, batch).values()) {
    within += squares(rows, meanOf(rows));
  }
  return 1 - within / squares(all, meanOf(all));
}

Deno.test({
  name: "applyTvn() leaves less of the week in DMSO wells of Ljosa 2013 that it did not see",
  ignore: !haveLjosaWells,
  fn: async () => {
    const batch = "Image_Metadata_Week", wells = decorrelated(await ljosaWells([]), 0.8);
    const isDmso = metaValues(wells.meta, "Image_Metadata_Compound").map((name) => name === "DMSO");
    const seen = isDmso.map((is, row) => is && row % 2 === 0);
    const unseen = isDmso.map((is, row) => is && row % 2 === 1);
    const whitening = fitWhitening(wells, { controls: seen, method: "PCA" });
    const [white, corrected] = [
      applyWhitening(wells, whitening),
      tvn(wells, { controls: seen, batch, shrinkage: whitening.shrinkage }),
    ].map((profiles) => betweenBatches(selectRows(profiles, unseen), batch)) as [number, number];
    assertEquals(corrected < white, true, `TVN ${corrected}, whitening alone ${white}`);
  },
});

Deno.test("fitTvn() of fewer controls than features keeps the distances of PCA of the covariance", () => {
  const random = new Random(2), n = 16, width = 12;
  const meta = pl.DataFrame({
    compound: Array.from({ length: n }, (_, i) => i < 10 ? "DMSO" : "taxol"),
    week: Array.from({ length: n }, (_, i) => `W${i % 2}`),
  });
  const values = Float64Array.from({ length: n * width }, (_, i) => (1 + i % 5) * random.normal());
  const profiles = makeProfiles(meta, Array.from({ length: width }, (_, j) => `f${j}`), values);
  const options = { controls, batch: "week", shrinkage: 0.3, epsilon: 0 } as const;
  const [fast, full] = [tvn(profiles, options), tvn(profiles, { ...options, method: "PCA" })];
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      const product = ({ values }: Profiles) => {
        let sum = 0;
        for (let j = 0; j < width; j++) sum += values[a * width + j]! * values[b * width + j]!;
        return sum;
      };
      assertAlmostEquals(product(fast), product(full), 1e-8);
    }
  }
});
