import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";

/** A screen whose truth is known. */
export interface MadeScreen {
  /** Wells as they would be without batches. */
  truth: Profiles<Float64Array>;
  /** Wells with effects of week and plate. */
  wells: Profiles<Float64Array>;
  /** Controls [n]. */
  controls: boolean[];
}

/**
 * Wells of three weeks with two plates each: 18 controls a plate, and twelve compounds of four
 * mechanisms, four compounds a week, each well of a compound on both plates of its week.
 *
 * @param seed Seed.
 * @param batch Size of the effects of week and plate in units of the noise between wells.
 */
export function madeScreen(seed: number, batch = 2, width = 20): MadeScreen {
  const random = new Random(seed), effects = new Map<string, number[]>();
  const effect = (name: string, size: number) => {
    if (!effects.has(name)) {
      const own = random.fork(name);
      effects.set(name, Array.from({ length: width }, () => size * own.normal()));
    }
    return effects.get(name)!;
  };
  const rows: { week: string; plate: string; compound: string; moa: string }[] = [];
  const truth: number[] = [], wells: number[] = [];
  for (const week of ["1", "2", "3"]) {
    for (const plate of [`${week}a`, `${week}b`]) {
      const drugs = [..."abcd"].map((moa) => ({ compound: `${moa}${week}`, moa }));
      const dmso = Array.from({ length: 18 }, () => ({ compound: "DMSO", moa: "DMSO" }));
      for (const { compound, moa } of [...dmso, ...drugs]) {
        rows.push({ week, plate, compound, moa });
        for (let k = 0; k < width; k++) {
          const value = random.normal() +
            (compound === "DMSO" ? 0 : effect(moa, 0.9)[k]! + effect(compound, 0.5)[k]!);
          truth.push(value);
          wells.push(value + effect(`week ${week}`, batch)[k]! + effect(plate, batch / 2)[k]!);
        }
      }
    }
  }
  const meta = pl.DataFrame({
    week: rows.map(({ week }) => week),
    plate: rows.map(({ plate }) => plate),
    compound: rows.map(({ compound }) => compound),
    moa: rows.map(({ moa }) => moa),
  });
  const features = Array.from({ length: width }, (_, k) => `f${k}`);
  return {
    truth: makeProfiles(meta, features, new Float64Array(truth)),
    wells: makeProfiles(meta, features, new Float64Array(wells)),
    controls: rows.map(({ compound }) => compound === "DMSO"),
  };
}

/** Columns of the made screen. */
export const columns = {
  levels: ["week", "plate"],
  compound: "compound",
  moa: "moa",
  batch: "week",
};
