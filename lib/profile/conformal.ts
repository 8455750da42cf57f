import { InputError } from "../core/errors.ts";
import type { Product } from "../core/multiply.ts";
import { profileMatrix, type Profiles } from "../core/profiles.ts";
import { Random } from "../core/random.ts";
import { Calibration } from "./conformal/calibration.ts";
import { nearestOfEach } from "./conformal/nearest_of_each.ts";
import { distances, type Metric } from "./distance.ts";
import { checkFinite } from "./finite.ts";
import { type MatchColumns, treatmentLabels } from "./match/labels.ts";

/** How prediction sets are made. */
export interface ConformalOptions {
  /** Share of treatments whose set may miss their mechanism; defaults to .1. */
  error?: number;
  /** Share of treatments of known mechanisms that may be called unseen; defaults to `error`. */
  falseAbstention?: number;
  /**
   * `cross`: every known compound in turn calibrates against all others, which uses all data and
   * misses at most 2 × `error`, in practice about `error`; `split`: half of the known compounds
   * calibrate against the other half, which misses at most `error` but needs many compounds of each
   * mechanism: where halves often lack a mechanism, sets hold everything. Defaults to `cross`.
   */
  method?: "cross" | "split";
  /**
   * How strange a mechanism is for a treatment: the `distance` to its nearest treatment of that
   * mechanism, or its `ratio` to the distance of the nearest of any other; defaults to `ratio`.
   */
  strangeness?: "distance" | "ratio";
  /**
   * Whether each mechanism is calibrated by itself (Mondrian), so that rare ones are covered too; with
   * n compounds of a mechanism it is never left out below an error of 1 / (n + 1); defaults to false.
   */
  byMoa?: boolean;
  /** What near means; defaults to `cosine`. */
  metric?: Metric;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
  /** Seed of the halves of `split`; defaults to 1. */
  seed?: number;
}

/** The mechanisms that a treatment may have. */
export interface ConformalSet {
  /** Row of the treatment. */
  row: number;
  /** Mechanisms that cannot be ruled out, the most plausible first; empty where all can. */
  moas: string[];
  /** p-value of every known mechanism: how usual it would be for it to be as strange as this. */
  plausibility: { moa: string; p: number }[];
  /** p-value of being as far as this from all that is known. */
  known: number;
  /** Whether the treatment is called unseen: the set is empty, or it is too far from all known. */
  unseen: boolean;
}

/**
 * Sets of mechanisms that contain the true one in a share of cases fixed beforehand.
 *
 * A mechanism stays in the set unless it would be stranger for this treatment than mechanisms are,
 * all but a share `error` of the time, for treatments whose mechanism is known. The promise holds for
 * any finite number of compounds if the new compound is exchangeable with the known ones, whatever
 * the profiles are worth: poor profiles make large sets. The unit is the compound: each calibrates
 * with weight 1, however many doses it has, so that the promise is for a treatment drawn from a new
 * compound. Where a query's compound is among the known ones, these rows of it are left out.
 *
 * Source: Vovk, Gammerman and Shafer 2005, Algorithmic Learning in a Random World; Barber et al.
 * 2021, Ann. Stat. 49, 486 (jackknife+); Lee, Barber and Willett 2023, arXiv 2306.06342 (groups).
 *
 * @param known Treatments, of which those with a mechanism are used [m × d].
 * @param queries Treatments to name, with the same features [n × d].
 * @param columns Metadata columns; `queries` need the compound only.
 * @param options Error, method, strangeness.
 * @returns One set a query.
 * @throws {InputError} if fewer than two known compounds have a mechanism, features differ, a column
 * is missing, a value is not finite, or an error is not between 0 and 1.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, selectRows } from "../core/profiles.ts";
 * import { conformalSets } from "./conformal.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const compound = Array.from({ length: 12 }, (_, i) => `c${i}`);
 * const moa = compound.map((_, i) => i % 2 === 0 ? "x" : "y");
 * const values = compound.flatMap((_, i) => i % 2 === 0 ? [9, i / 9] : [i / 9, 9]);
 * const meta = pl.DataFrame({ compound, moa });
 * const all = makeProfiles(meta, ["area", "texture"], Float64Array.from(values));
 * const columns = { compound: "compound", moa: "moa" };
 * const known = selectRows(all, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
 * const [set] = await conformalSets(known, selectRows(all, [0]), columns);
 * assertEquals(set!.moas, ["x"]);
 * ```
 */
export async function conformalSets(
  known: Profiles,
  queries: Profiles,
  columns: MatchColumns,
  options: ConformalOptions = {},
): Promise<ConformalSet[]> {
  const { error = 0.1, method = "cross", metric = "cosine", product, seed = 1 } = options;
  const { falseAbstention = error, strangeness = "ratio", byMoa = false } = options;
  checkShares({ error, falseAbstention });
  checkFeatures(known, queries);
  const all = treatmentLabels(known.meta, columns);
  const asked = treatmentLabels(queries.meta, { ...columns, moa: columns.compound }).compounds;
  const rows = all.moas.flatMap((moa, row) => moa === null ? [] : [row]);
  const compounds = rows.map((row) => all.compounds[row]!);
  const moas = rows.map((row) => all.moas[row]!);
  const different = [...new Set(compounds)];
  if (different.length < 2) {
    throw new InputError("Cannot calibrate sets of mechanisms", {
      found: `${different.length} known compounds with a mechanism`,
      allowed: "at least two",
    });
  }
  const half = new Random(seed).fork("split").shuffle(different).slice(0, different.length >> 1);
  const references = method === "split" ? new Set(half) : undefined;
  const compared = rows.flatMap((row, place) =>
    references === undefined || references.has(compounds[place]!) ? [{ row, place }] : []
  );
  const labels = {
    compounds: compared.map(({ place }) => compounds[place]!),
    moas: compared.map(({ place }) => moas[place]!),
  };
  const names = [...new Set(moas)].sort();
  const to = rowsOf(known, compared.map(({ row }) => row));
  const near = async (profiles: Profiles, chosen: readonly number[], own: string[]) =>
    nearestOfEach(
      await distances(rowsOf(profiles, chosen), { metric, to, ...product && { product } }),
      own,
      labels,
      names,
    );
  const calibration = new Calibration({
    names,
    compounds,
    moas,
    near: await near(known, rows, compounds),
    references,
    strangeness,
    byMoa,
  });
  const asking = await near(queries, asked.map((_, row) => row), asked);
  return asked.map((compound, row): ConformalSet => {
    const { plausibility, known } = calibration.pValues(asking, row, compound);
    const kept = plausibility.filter(({ p }) => p > error).toSorted((a, b) => b.p - a.p);
    const unseen = kept.length === 0 || known <= falseAbstention;
    return { row, moas: kept.map(({ moa }) => moa), plausibility, known, unseen };
  });
}

function rowsOf(profiles: Profiles, rows: readonly number[]) {
  const { cols, data } = profileMatrix(profiles);
  const picked = new Float64Array(rows.length * cols);
  for (const [to, row] of rows.entries()) {
    picked.set(data.subarray(row * cols, (row + 1) * cols), to * cols);
  }
  return { rows: rows.length, cols, data: picked };
}

function checkShares(shares: Record<string, number>): void {
  for (const [name, share] of Object.entries(shares)) {
    if (share > 0 && share < 1) continue;
    throw new InputError(`Cannot calibrate sets of mechanisms: ${name}`, {
      found: share,
      allowed: "between 0 and 1",
    });
  }
}

function checkFeatures(known: Profiles, queries: Profiles): void {
  const attempted = "Cannot compare treatments with known ones";
  const place = queries.features.findIndex((name, i) => name !== known.features[i]);
  if (place >= 0 || known.features.length !== queries.features.length) {
    throw new InputError(`${attempted}: the features differ`, {
      found: queries.features[place] ?? `${queries.features.length} features`,
      allowed: known.features[place] ?? `${known.features.length} features`,
    });
  }
  checkFinite(attempted, profileMatrix(known), known.features);
  checkFinite(attempted, profileMatrix(queries), queries.features);
}
