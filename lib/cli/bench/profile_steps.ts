import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";
import { openBackend } from "../../learn/backend.ts";
import { tensorProduct } from "../../learn/backend/product.ts";
import { aggregate } from "../../profile/aggregate.ts";
import { normalize } from "../../profile/normalize.ts";
import { select } from "../../profile/select.ts";
import type { Bench } from "./bench.ts";

/**
 * From single cells to wells: normalised on controls, features selected, medians of wells. Correlations
 * are taken by the backend on all its cores, as the command does; those of pandas know one core only.
 *
 * @param rare How features that hardly vary are found: by `frequency`, our default and what
 * pycytominer's variance_threshold did up to 1.6, or by `variance`, which is quicker on both sides.
 * @param size Defaults to 100,000 cells of 1,000 features in 1,000 wells.
 */
export function profileStepsBench(
  rare: "frequency" | "variance",
  { cells, features, wells } = { cells: 100_000, features: 1000, wells: 1000 },
): Bench {
  return {
    name: rare === "frequency" ? "profile-steps" : "profile-steps-variance",
    what: `normalize on controls, select features (${rare}), aggregate to wells`,
    target: 1 / 5,
    repeats: 1,
    peer: {
      name: "pycytominer",
      packages: ["pycytominer==1.7.1", "pandas==2.3.3", "scipy==1.16.3", "numpy==2.3.5"],
      script: new URL("./profile_steps.py", import.meta.url),
    },
    prepare: async (folder) => {
      const profiles = cellsOf(cells, features, wells);
      const product = tensorProduct(await openBackend({ log: () => {} }));
      const path = `${folder}/values.f64`;
      await Deno.writeFile(path, new Uint8Array(profiles.values.buffer));
      return {
        input: `${cells} cells of ${features} features in ${wells} wells`,
        peerInput: `${path},${features},${wells},${rare}_threshold`,
        run: async () => {
          const scaled = normalize(profiles, { controls: { Metadata_Compound: "DMSO" } });
          const steps = ["missing", rare, "correlation", "outlier"] as const;
          const { profiles: left } = await select(scaled, { steps, product });
          return aggregate(left, { by: ["Metadata_Plate", "Metadata_Well"], method: "median" });
        },
        check: (ours, peer) => {
          const { features, values } = ours as Profiles;
          const theirs = JSON.parse(peer) as { features: string[]; sum: number };
          let sum = 0;
          for (const value of values) sum += Math.abs(value);
          const near = Math.abs(sum - theirs.sum) <= 1e-6 * theirs.sum;
          if (!near || features.join() !== theirs.features.join()) {
            throw new InputError("Both must choose the same features and find the same medians", {
              found: [features.length, sum, theirs.features.length, theirs.sum],
            });
          }
        },
      };
    },
  };
}

/** Cells whose features come in pairs that agree, every fifth pair closely enough to lose one. */
function cellsOf(cells: number, features: number, wells: number): Profiles<Float64Array> {
  const random = new Random(1), values = new Float64Array(cells * features);
  for (let row = 0; row < cells; row++) {
    for (let j = 0; j < features; j += 2) {
      const common = random.normal(), noise = j % 10 === 0 ? 0.1 : 1;
      values[row * features + j] = 10 + 3 * common;
      if (j + 1 < features) values[row * features + j + 1] = common + noise * random.normal();
    }
  }
  const well = Array.from({ length: cells }, (_, row) => row % wells);
  const meta = pl.DataFrame({
    Metadata_Plate: well.map((number) => `P${Math.floor(number / 384)}`),
    Metadata_Well: well.map((number) => `W${number % 384}`),
    Metadata_Compound: well.map((number) => number % 6 === 0 ? "DMSO" : `c${number % 100}`),
  });
  const names = Array.from({ length: features }, (_, j) => `Cells_AreaShape_F${j + 1}`);
  return makeProfiles(meta, names, values);
}
