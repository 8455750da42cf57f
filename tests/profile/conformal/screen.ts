import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../../lib/core/profiles.ts";
import type { Random } from "../../../lib/core/random.ts";

/** Metadata columns of {@link simulated}. */
export const columns = { compound: "compound", moa: "moa" };

/**
 * Exchangeable compounds: each has a mechanism drawn at random, its own effect around that of the
 * mechanism, and one to four doses around its own effect.
 */
export function simulated(
  random: Random,
  compounds: number,
  { mechanisms = 4, spread = 0.6, first = 0 } = {},
): Profiles {
  const d = 6, compound: string[] = [], moa: string[] = [], values: number[] = [];
  for (let c = 0; c < compounds; c++) {
    const mechanism = first + random.integer(mechanisms);
    const effect = Array.from(
      { length: d },
      (_, k) => (k === mechanism ? 3 : 0) + random.normal(0, spread),
    );
    for (let doses = 1 + random.integer(4); doses > 0; doses--) {
      compound.push(`c${c}`);
      moa.push(`m${mechanism}`);
      for (const value of effect) values.push(value + random.normal(0, 0.3));
    }
  }
  return makeProfiles(
    pl.DataFrame({ compound, moa }),
    Array.from({ length: d }, (_, k) => `f${k}`),
    Float64Array.from(values),
  );
}
