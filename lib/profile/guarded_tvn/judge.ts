import { InputError } from "../../core/errors.ts";
import type { Product } from "../../core/multiply.ts";
import { metaValues, profileMatrix, type Profiles, selectRows } from "../../core/profiles.ts";
import { distances } from "../distance.ts";
import { batchMixing } from "../grade/mixing.ts";
import { meanAveragePrecision, replicability } from "../precision.ts";

/** Who judges. */
export interface JudgeOptions {
  /** Controls that neither scale nor correction has seen [n]. */
  unseen: boolean[];
  /** All controls [n]. */
  controls: boolean[];
  /** Column of the plate. */
  plate: string;
  /** Column of the treatment, shared by replicates. */
  treatment: string;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
}

/** What unseen controls and replicates say of some profiles. */
export interface Judgement {
  /** Share of the nearest unseen controls of the own plate, of each unseen control. */
  same: number[];
  /** The same if plates were alike. */
  chance: number[];
  /** Precision of each treatment that was measured twice, above chance. */
  precisions: number[];
}

/** How many of the nearest unseen controls are looked at. */
const nearest = 3;

/**
 * Judges profiles by what no correction of plates may spoil: unseen controls should not find those of their
 * own plate first, replicates of a treatment should find one another.
 *
 * @param profiles Profiles, corrected or not [n × d].
 * @param options Unseen controls, plate, treatment.
 * @throws {InputError} for values that are not finite or a column that is missing.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { judge } from "./judge.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({
 *   plate: ["P1", "P1", "P2", "P2", "P1", "P2"],
 *   drug: ["DMSO", "DMSO", "DMSO", "DMSO", "taxol", "taxol"],
 * });
 * const values = new Float64Array([1, 0, 2, 0, 0, 1, 0, 2, 3, 3, 4, 4]);
 * const controls = [true, true, true, true, false, false];
 * const { same, precisions } = await judge(makeProfiles(meta, ["a", "b"], values), {
 *   ...{ unseen: controls, controls, plate: "plate", treatment: "drug" },
 * });
 * // Of the three others, one is of the own plate; there is no other drug to compare with.
 * assertEquals([same[0], precisions], [1 / 3, []]);
 * ```
 */
export async function judge(
  profiles: Profiles,
  { unseen, controls, plate, treatment, product }: JudgeOptions,
): Promise<Judgement> {
  const engine = product === undefined ? {} : { product };
  const judges = selectRows(profiles, unseen);
  const near = await distances(profileMatrix(judges), engine);
  const { same, chance } = batchMixing(near, metaValues(judges.meta, plate), nearest);
  const treated = selectRows(profiles, controls.map((is) => !is));
  const precisions = await agreement(treated, treatment, engine);
  return { same: [...same], chance: [...chance], precisions };
}

async function agreement(
  treated: Profiles,
  treatment: string,
  engine: { product?: Product },
): Promise<number[]> {
  try {
    const { groups } = await meanAveragePrecision(treated, replicability({ treatment }), {
      permutations: 0,
      ...engine,
    });
    return groups.map(({ normalized }) => normalized);
  } catch (error) {
    // Nothing was measured twice: there is nothing to agree.
    if (error instanceof InputError && error.message.startsWith("Cannot score precision: no")) {
      return [];
    }
    throw error;
  }
}
