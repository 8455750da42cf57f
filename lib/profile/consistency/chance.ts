import pl from "nodejs-polars";
import type { Interval } from "../../core/bootstrap.ts";
import { InputError } from "../../core/errors.ts";
import { groupRows } from "../../core/group_rows.ts";
import type { Profiles } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";
import { boxSummary } from "../box_summary.ts";
import { consistency, type ConsistencyOptions } from "../consistency.ts";

/** How {@link chanceConsistency} works. */
export interface ChanceOptions extends Pick<ConsistencyOptions, "mean"> {
  /**
   * Column whose values keep their rows together when groups are dealt anew, for example the compound
   * where the groups are mechanisms; defaults to single rows.
   */
  unit?: string;
  /** How often groups are dealt anew; defaults to 200. */
  times?: number;
  /** Seed of the dealing; defaults to 1. */
  seed?: number;
}

/** How alike the profiles of groups are that were dealt at random. */
export interface ChanceConsistency {
  /** Median over the groups and times of their members' median similarity. */
  median: number;
  /** For each group, where the middle 90 % of the medians of random groups of its size lie. */
  groups: Map<string, Interval>;
}

/**
 * The similarity to the group's mean that groups of the same size reach by chance.
 *
 * A cosine of .9 says nothing by itself: all images have something in common, and a profile helps the
 * mean of a small group. So the names of the groups are dealt anew to the same profiles, whole units
 * together, and the similarities are taken again.
 *
 * @param profiles Finite profiles [n × d].
 * @param by Metadata column that names the group.
 * @param options Units, times, which mean.
 * @throws {InputError} as `consistency` does, and where a unit is in two groups.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { chanceConsistency } from "./chance.ts";
 * import { assert } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["a", "a", "b", "b"] });
 * const profiles = makeProfiles(meta, ["x", "y"], new Float64Array([9, 0, 9, 0, 0, 9, 0, 9]));
 * assert(chanceConsistency(profiles, "compound").median < 0.8);
 * ```
 */
export function chanceConsistency(
  profiles: Profiles,
  by: string,
  { unit, times = 200, seed = 1, mean = "all" }: ChanceOptions = {},
): ChanceConsistency {
  if (!(Number.isInteger(times) && times >= 1)) {
    throw new InputError("Cannot deal groups anew", {
      found: `${times} times`,
      allowed: "1 and up",
    });
  }
  const random = new Random(seed).fork("chance");
  const { meta } = profiles, groups = groupRows(meta, by);
  const units = unit === undefined
    ? Array.from({ length: meta.height }, (_, row) => [row])
    : [...groupRows(meta, unit).values()];
  const groupOf = new Array<string>(meta.height);
  for (const [group, rows] of groups) for (const row of rows) groupOf[row] = group;
  const labels = units.map((rows) => {
    const [first, ...others] = rows, label = groupOf[first!]!;
    const other = others.find((row) => groupOf[row] !== label);
    if (other === undefined) return label;
    throw new InputError("Cannot deal groups anew: a unit is in two groups", {
      row: other + 1,
      column: unit ?? by,
      found: groupOf[other],
      allowed: `${label}, as in row ${first! + 1}`,
    });
  });
  const found = new Map<string, number[]>([...groups.keys()].map((group) => [group, []]));
  const dealt = new Array<string>(meta.height);
  for (let time = 0; time < times; time++) {
    for (const [place, label] of random.shuffle(labels).entries()) {
      for (const row of units[place]!) dealt[row] = label;
    }
    const shuffled = { ...profiles, meta: pl.DataFrame({ group: dealt }) };
    const { groups: members } = consistency(shuffled, "group", { mean });
    for (const { group, box } of members) {
      if (!Number.isNaN(box.median)) found.get(group)!.push(box.median);
    }
  }
  const middle = [...found].map(([group, values]): [string, Interval] => {
    const sorted = Float64Array.from(values).sort();
    const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? NaN;
    return [group, { low: at(0.05), high: at(0.95) }];
  });
  return { median: boxSummary([...found.values()].flat()).median, groups: new Map(middle) };
}
