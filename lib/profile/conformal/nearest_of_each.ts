import type { Matrix } from "../../core/matrix.ts";

/** Compounds and mechanisms of the treatments that others are compared with. */
export interface Known {
  /** Compounds [m]. */
  compounds: readonly string[];
  /** Mechanisms [m]. */
  moas: readonly string[];
}

/** How near a row is to each mechanism, whichever compound is taken away. */
export interface NearestOfEach {
  /**
   * Distance of a row to the nearest known treatment of a mechanism, never of its own compound;
   * Infinity where there is none.
   *
   * @param row Row number.
   * @param moa Place of the mechanism in the list.
   * @param without Another compound that is taken away.
   */
  to: (row: number, moa: number, without?: string) => number;
}

/**
 * Finds, for each row and mechanism, the two nearest known treatments of different compounds.
 *
 * @param distances Distances of rows to known treatments [n × m].
 * @param compounds Compounds of the rows [n].
 * @param known Labels of the known treatments [m].
 * @param moas The mechanisms, in the order that `to` counts them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const distances = { rows: 1, cols: 3, data: new Float32Array([0, 3, 2]) };
 * const known = { compounds: ["a", "b", "c"], moas: ["x", "x", "x"] };
 * const { to } = nearestOfEach(distances, ["a"], known, ["x"]);
 * assertEquals([to(0, 0), to(0, 0, "c"), to(0, 0, "b")], [2, 3, 2]);
 * ```
 */
export function nearestOfEach(
  { rows, cols, data }: Matrix<Float32Array | Float64Array>,
  compounds: readonly string[],
  known: Known,
  moas: readonly string[],
): NearestOfEach {
  const count = moas.length, place = new Map(moas.map((moa, index) => [moa, index]));
  const first = new Float64Array(rows * count).fill(Infinity);
  const second = new Float64Array(rows * count).fill(Infinity);
  const owner = new Int32Array(rows * count).fill(-1);
  for (let row = 0; row < rows; row++) {
    for (let other = 0; other < cols; other++) {
      const moa = place.get(known.moas[other]!);
      if (moa === undefined || known.compounds[other] === compounds[row]) continue;
      const at = row * count + moa, distance = data[row * cols + other]!;
      const same = owner[at]! >= 0 && known.compounds[owner[at]!] === known.compounds[other];
      if (distance < first[at]!) {
        if (!same) second[at] = first[at]!;
        first[at] = distance;
        owner[at] = other;
      } else if (!same && distance < second[at]!) second[at] = distance;
    }
  }
  return {
    to: (row, moa, without) => {
      const at = row * count + moa, nearest = owner[at]!;
      const taken = without !== undefined && nearest >= 0 && known.compounds[nearest] === without;
      return taken ? second[at]! : first[at]!;
    },
  };
}
