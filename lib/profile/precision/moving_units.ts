import { linkedGroups } from "../../core/linked_groups.ts";
import type { Movement } from "./shared_null.ts";

/** Rows that change places as a whole. */
export interface MovingUnit {
  /** Its rows, those of each unit by themselves, sorted by stratum. */
  parts: number[][];
  /** It may stand in for units of the same form: as many parts, of the same strata, as often at one place. */
  form: string;
}

/**
 * What changes places as a whole under the null hypothesis: the rows of a unit, and where places are
 * known all units that share one, directly or through others.
 *
 * @param rows Rows, of a group or of others.
 * @param movement Stratum, unit and place of each row.
 *
 * @example
 * ```ts
 * import { movingUnits } from "./moving_units.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Compounds 0 and 1 lie at place 7, each on plates of its own; compound 2 lies elsewhere.
 * const unit = Int32Array.of(0, 0, 1, 1, 2, 2), place = Int32Array.of(7, 7, 7, 7, 8, 8);
 * const movement = { stratum: new Int32Array(6), unit, place };
 * const units = movingUnits([0, 1, 2, 3, 4, 5], movement);
 * assertEquals(units.map(({ parts }) => parts), [[[0, 1], [2, 3]], [[4, 5]]]);
 * assertEquals(units.map(({ form }) => form), ["0 0, 0 0; 2 2", "0 0"]);
 * ```
 */
export function movingUnits(
  rows: Iterable<number>,
  { stratum, unit, place }: Movement,
): MovingUnit[] {
  const units = [...Map.groupBy(rows, (row) => unit[row]!).values()]
    .map((own) => own.sort((a, b) => stratum[a]! - stratum[b]! || a - b))
    .map((own) => alone(own, stratum));
  if (place === undefined) return units;
  // Parts of one form stand in for one another, so that they come in one order.
  units.sort((a, b) => a.form < b.form ? -1 : a.form > b.form ? 1 : 0);
  const places = units.map(({ parts }) => parts.flat().map((row) => place[row]!));
  return linkedGroups(places.map((own) => own.filter((one) => one >= 0))).map((group) => {
    const own = group.map((one) => units[one]!), [first, ...others] = own;
    if (others.length === 0) return first!;
    const meet = meetings(group.map((one) => places[one]!));
    return {
      parts: own.flatMap(({ parts }) => parts),
      form: `${own.map(({ form }) => form).join(", ")}; ${meet}`,
    };
  });
}

/** Each part by itself, as if it shared no place. */
export function partsOf({ parts }: MovingUnit, stratum: Int32Array): MovingUnit[] {
  return parts.map((own) => alone(own, stratum));
}

function alone(rows: number[], stratum: Int32Array): MovingUnit {
  return { parts: [rows], form: rows.map((row) => stratum[row]).join(" ") };
}

/** At each place where parts meet, how many rows of each lie there: what they owe to their places. */
function meetings(places: readonly (readonly number[])[]): string {
  const counts = new Map<number, Map<number, number>>();
  for (const [part, own] of places.entries()) {
    for (const one of own) {
      const at = counts.get(one) ?? new Map<number, number>();
      at.set(part, (at.get(part) ?? 0) + 1);
      counts.set(one, at);
    }
  }
  return [...counts].filter(([one, at]) => one >= 0 && at.size > 1)
    .map(([, at]) => [...at.values()].sort((a, b) => a - b).join(" ")).sort().join(", ");
}
