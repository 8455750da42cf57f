import type { NearestOfEach } from "./nearest_of_each.ts";

/** What a calibration is made from. */
export interface CalibrationParts {
  /** All mechanisms. */
  names: readonly string[];
  /** Compounds of the known treatments [m]. */
  compounds: readonly string[];
  /** Their mechanisms [m]. */
  moas: readonly string[];
  /** Their distances to mechanisms. */
  near: NearestOfEach;
  /** Compounds that are compared with only; all others calibrate; defaults to none (cross). */
  references: ReadonlySet<string> | undefined;
  /** How strangeness is measured. */
  strangeness: "distance" | "ratio";
  /** Whether a mechanism is calibrated by its own compounds. */
  byMoa: boolean;
}

/** p-values of one treatment. */
export interface PValues {
  /** Of each mechanism, in the order of the names. */
  plausibility: { moa: string; p: number }[];
  /** Of being as far as this from everything known. */
  known: number;
}

/**
 * Compares how strange mechanisms are for a treatment with how strange the right ones are for known
 * treatments.
 *
 * The p-value of a mechanism is (1 + Σ over compounds of the share of its treatments that are at
 * least as strange) / (1 + number of compounds). In the cross method a compound is compared with
 * others only, and so is the query with it taken away.
 *
 * @example
 * ```ts
 * import { nearestOfEach } from "./nearest_of_each.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const known = { compounds: ["a", "b", "c"], moas: ["x", "x", "x"] };
 * const between = { rows: 3, cols: 3, data: new Float32Array([0, 1, 2, 1, 0, 3, 2, 3, 0]) };
 * const near = nearestOfEach(between, known.compounds, known, ["x"]);
 * const calibration = new Calibration({
 *   ...known,
 *   names: ["x"],
 *   near,
 *   references: undefined,
 *   strangeness: "distance",
 *   byMoa: false,
 * });
 * const far = { rows: 1, cols: 3, data: new Float32Array([9, 9, 9]) };
 * assertEquals(calibration.pValues(nearestOfEach(far, ["q"], known, ["x"]), 0, "q").known, 0.25);
 * ```
 */
export class Calibration {
  readonly #parts: CalibrationParts;
  /** Calibrating compounds and their rows. */
  readonly #groups: [string, number[]][];
  readonly #scores = new Map<string | undefined, Scores>();
  readonly #known: ReadonlySet<string>;

  /** @param parts Labels, distances, method. */
  constructor(parts: CalibrationParts) {
    this.#parts = parts;
    this.#known = new Set(parts.compounds);
    const rows = Map.groupBy(parts.compounds.keys(), (row) => parts.compounds[row]!);
    this.#groups = [...rows].filter(([compound]) => !parts.references?.has(compound));
  }

  /**
   * @param asking Distances of queries to mechanisms.
   * @param row Which query.
   * @param compound Its compound, which then takes no part.
   */
  pValues(asking: NearestOfEach, row: number, compound: string): PValues {
    const { names, moas, byMoa, references } = this.#parts;
    const scores = this.#scoresWithout(this.#known.has(compound) ? compound : undefined);
    const groups = this.#groups.filter(([name]) => name !== compound);
    // All mechanisms ask for the same nearest ones.
    const seen = new Map<string | undefined, NearestTwo>();
    const nearest = (without?: string) => {
      const found = seen.get(without) ?? this.#nearest(asking, row, without);
      seen.set(without, found);
      return found;
    };
    const compare = (
      theirs: Float64Array,
      mine: (without?: string) => number,
      counts: (row: number) => boolean = () => true,
    ) => {
      let sum = 1, total = 1;
      for (const [name, all] of groups) {
        const rows = all.filter(counts);
        if (rows.length === 0) continue;
        const limit = mine(references === undefined ? name : undefined);
        sum += rows.filter((other) => theirs[other]! >= limit).length / rows.length;
        total++;
      }
      return sum / total;
    };
    return {
      plausibility: names.map((moa, place) => ({
        moa,
        p: compare(
          scores.strangeness,
          (without) => this.#strangeness(asking.to(row, place, without), place, nearest(without)),
          byMoa ? (other) => moas[other] === moa : undefined,
        ),
      })),
      known: compare(scores.distance, (without) => nearest(without).first),
    };
  }

  #scoresWithout(compound: string | undefined): Scores {
    const found = this.#scores.get(compound);
    if (found !== undefined) return found;
    const { moas, names, near } = this.#parts;
    const place = new Map(names.map((moa, index) => [moa, index]));
    const nearest = moas.map((_, row) => this.#nearest(near, row, compound));
    const scores = {
      strangeness: Float64Array.from(moas, (moa, row) => {
        const own = place.get(moa)!;
        return this.#strangeness(near.to(row, own, compound), own, nearest[row]!);
      }),
      distance: Float64Array.from(nearest, ({ first }) => first),
    };
    this.#scores.set(compound, scores);
    return scores;
  }

  #nearest(near: NearestOfEach, row: number, without: string | undefined): NearestTwo {
    const two: NearestTwo = { first: Infinity, place: -1, second: Infinity };
    for (let place = 0; place < this.#parts.names.length; place++) {
      const distance = near.to(row, place, without);
      if (distance < two.first) {
        two.second = two.first;
        two.first = distance;
        two.place = place;
      } else if (distance < two.second) two.second = distance;
    }
    return two;
  }

  #strangeness(own: number, moa: number, { first, place, second }: NearestTwo): number {
    if (this.#parts.strangeness === "distance" || own === Infinity) return own;
    const other = place === moa ? second : first;
    // Two mechanisms at distance 0 are equally likely; one at 0 rules out the farther.
    return other > 0 ? own / other : own > 0 ? Infinity : 1;
  }
}

/** Distances to the two nearest mechanisms. */
interface NearestTwo {
  /** To the nearest; Infinity where there is none. */
  first: number;
  /** Which that is; -1 where there is none. */
  place: number;
  /** To the next. */
  second: number;
}

/** Scores of all known treatments [m]. */
interface Scores {
  /** Of their own mechanism. */
  strangeness: Float64Array;
  /** Distance to anything known. */
  distance: Float64Array;
}
