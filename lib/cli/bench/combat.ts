import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";
import { combat } from "../../profile/combat.ts";
import type { Bench } from "./bench.ts";

/** Most that both may differ on average, in spreads: InMoose divides variances by n, R and we by n − 1. */
const slack = 0.01;

/**
 * ComBat, parametric, without covariates.
 *
 * @param size Defaults to 10,000 rows of 1,000 features in 20 batches.
 */
export function combatBench(
  { rows, features, batches } = { rows: 10_000, features: 1000, batches: 20 },
): Bench {
  return {
    name: "combat",
    what: "ComBat, parametric",
    target: 1,
    repeats: 3,
    peer: {
      name: "InMoose",
      packages: ["inmoose==0.9.1"],
      script: new URL("./combat.py", import.meta.url),
    },
    prepare: async (folder) => {
      const profiles = shifted(rows, features, batches);
      const path = `${folder}/values.f64`;
      await Deno.writeFile(path, new Uint8Array(profiles.values.buffer));
      return {
        input: `${rows} rows of ${features} features in ${batches} batches`,
        peerInput: `${path},${features},${batches}`,
        run: () => combat(profiles, { batch: "batch" }).values,
        check: async (ours, peer) => {
          const mine = ours as Float64Array;
          const theirs = new Float64Array((await Deno.readFile(peer)).buffer);
          const apart = mine.reduce((sum, value, i) => sum + Math.abs(value - theirs[i]!), 0);
          if (!(apart / mine.length <= slack)) {
            throw new InputError("Both must correct nearly alike", {
              found: apart / mine.length,
              allowed: `a mean difference up to ${slack}`,
            });
          }
        },
      };
    },
  };
}

/** Rows of batches in turn, each with its own mean and spread of each feature. */
function shifted(rows: number, features: number, batches: number): Profiles<Float64Array> {
  const random = new Random(1);
  const draw = (mean: number, deviation: number) =>
    Float64Array.from({ length: batches * features }, () => random.normal(mean, deviation));
  const shift = draw(0, 0.5), spread = draw(0, 0.2).map(Math.exp);
  const values = new Float64Array(rows * features);
  for (let row = 0; row < rows; row++) {
    const at = (row % batches) * features;
    for (let j = 0; j < features; j++) {
      values[row * features + j] = shift[at + j]! + spread[at + j]! * random.normal();
    }
  }
  const batch = Array.from({ length: rows }, (_, row) => `b${row % batches}`);
  const names = Array.from({ length: features }, (_, j) => `f${j + 1}`);
  return makeProfiles(pl.DataFrame({ batch }), names, values);
}
