import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";
import { openBackend } from "../../learn/backend.ts";
import { tensorProduct } from "../../learn/backend/product.ts";
import { activity, meanAveragePrecision, replicability } from "../../profile/precision.ts";
import type { Bench } from "./bench.ts";

/** Shape of a screen. */
export interface ScreenSize {
  /** Plates. */
  plates: number;
  /** Wells a plate; 64 of 384 are controls, as on CPJUMP1. */
  wells: number;
  /** Compounds, one or two wells a plate. */
  compounds: number;
  /** Features. */
  features: number;
}

const permutations = 10_000;

/** Effect of the strongest compound on each feature, in standard deviations of the noise. */
const strongest = 0.5;

/**
 * Activity against the controls of each plate: the same AP, and p-values from as many arrangements
 * (of labels, where copairs draws ranks).
 *
 * @param size Defaults to four plates of CPJUMP1.
 */
export function averagePrecisionBench(
  size: ScreenSize = { plates: 4, wells: 384, compounds: 306, features: 904 },
): Bench {
  return {
    name: "map",
    what: `mAP of compounds against controls, ${permutations} permutations`,
    target: 1 / 3,
    repeats: 3,
    peer: {
      name: "copairs",
      packages: ["copairs==0.5.5", "pandas==2.3.3", "scipy==1.16.3", "numpy==2.3.5"],
      script: new URL("./average_precision.py", import.meta.url),
    },
    prepare: async (folder) => {
      const profiles = screen(size);
      await Deno.writeFile(`${folder}/values.f32`, new Uint8Array(profiles.values.buffer));
      await Deno.writeTextFile(`${folder}/meta.json`, JSON.stringify(profiles.meta.toObject()));
      const pairing = activity(profiles.meta, {
        treatment: "compound",
        control: "DMSO",
        plate: "plate",
      });
      const product = tensorProduct(await openBackend({ log: () => {} }));
      return {
        input: `${size.plates} plates of ${size.wells} wells, ${size.features} features`,
        peerInput: `${folder},${permutations}`,
        run: async () => {
          const { groups } = await meanAveragePrecision(profiles, pairing, {
            permutations,
            product,
          });
          return groups.reduce((sum, group) => sum + group.meanAveragePrecision, 0) / groups.length;
        },
        check: (ours, peer) => {
          if (Math.abs(Number(ours) - Number(peer)) > 1e-4) {
            throw new InputError("Both must find the same mean mAP", { found: [ours, peer] });
          }
        },
      };
    },
  };
}

/**
 * Replicability of a large screen, eight replicates a compound, every profile ranked against all
 * others: how long, and how much memory.
 *
 * @param size Defaults to 50,000 profiles of 1,000 features.
 */
export function averagePrecisionMemoryBench(
  { rows, features } = { rows: 50_000, features: 1000 },
): Bench {
  return {
    name: "map-memory",
    what: `mAP of replicates against all others, ${permutations} permutations, fastest backend`,
    repeats: 1,
    onlyByName: true,
    prepare: async () => {
      const compounds = Math.ceil(rows / 8);
      const profiles = screen({ plates: 8, wells: compounds, compounds, features }, 0);
      const product = tensorProduct(await openBackend({ log: () => {} }));
      return {
        input: `${profiles.meta.height} profiles of ${features} features`,
        run: () =>
          meanAveragePrecision(profiles, replicability({ treatment: "compound" }), {
            permutations,
            product,
          }),
      };
    },
  };
}

/**
 * Plates of one layout: controls first, then compounds of all strengths from none, so that a mean mAP
 * of four plates is about the .57 of CPJUMP1: how many arrangements a test must rank depends on it.
 */
function screen(
  { plates, wells, compounds, features }: ScreenSize,
  controls = Math.round(wells / 6),
): Profiles<Float32Array<ArrayBuffer>> {
  const random = new Random(1);
  const effects = Float32Array.from({ length: compounds * features }, () => random.normal());
  const plate: string[] = [], compound: string[] = [];
  const values = new Float32Array(plates * wells * features);
  for (let row = 0; row < plates * wells; row++) {
    const well = row % wells, number = well < controls ? -1 : (well - controls) % compounds;
    plate.push(`P${Math.floor(row / wells)}`);
    compound.push(number < 0 ? "DMSO" : `c${number}`);
    const strength = number < 0 ? 0 : strongest * number / compounds;
    for (let j = 0; j < features; j++) {
      const effect = number < 0 ? 0 : strength * effects[number * features + j]!;
      values[row * features + j] = random.normal() + effect;
    }
  }
  const names = Array.from({ length: features }, (_, j) => `f${j + 1}`);
  return makeProfiles(pl.DataFrame({ plate, compound }), names, values);
}
