import type { OpenGroup } from "./open_arrangements.ts";
import type { Slot } from "./slots.ts";
import type { Task } from "./tasks.ts";

/** What decides which rows may stand in for which. */
export interface Movement {
  /** Stratum of each row: labels are permuted within it [n]. */
  stratum: Int32Array;
  /** Unit of each row: rows that move as a whole [n]. */
  unit: Int32Array;
  /** Place of each row: units that share one move as a whole, too; −1 for none [n]. */
  place?: Int32Array;
}

/**
 * The group for {@link OpenDraws}, its members sorted by stratum, with a key that such groups share
 * and the number of its arrangements.
 *
 * @param task The group.
 * @param slots Its queries.
 * @param movement Strata and units.
 * @returns Undefined where a member is not scored or is a candidate, where a candidate is no negative
 * or of another stratum than its query, where rows move together, or where members of one stratum
 * have different lists.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * // Rows 0 and 1 are a compound's, one on each plate; 2 and 3 are the controls of the plates.
 * const ints = (...values: number[]) => Int32Array.from(values), members = ints(0, 1);
 * const queries = [0, 1].map((row) => ({ row, base: row, candidates: ints(row + 2) }));
 * const slots = queries.map(({ row, candidates }) => ({
 *   place: row,
 *   positives: ints(1 - row),
 *   candidates,
 *   excluded: ints(),
 *   negative: Uint8Array.from([0, 1, 2, 3], (other) => other === row + 2 ? 1 : 0),
 * }));
 * const stratum = ints(0, 1, 0, 1), task = { group: 0, members, queries };
 * assertEquals(openGroup(task, slots, { stratum, unit: ints(0, 1, 2, 3) })!.key, "0 1; 1; 0");
 * assertEquals(openGroup(task, slots, { stratum, unit: ints(0, 0, 2, 2) }), undefined);
 * ```
 */
export function openGroup(
  { members, queries }: Task,
  slots: readonly Slot[],
  { stratum, unit }: Movement,
): { key: string; group: OpenGroup; arrangements: number } | undefined {
  const order = [...slots.keys()].sort((a, b) =>
    stratum[members[slots[a]!.place]!]! - stratum[members[slots[b]!.place]!]!
  );
  const alone = (rows: Int32Array) =>
    new Set(Array.from(rows, (row) => unit[row])).size === rows.length;
  const rank = new Map(order.map((index, k) => [slots[index]!.place, k]));
  // Slots share lists, so that each is looked through once.
  const strata = new Map(
    Array.from(new Set(slots.map(({ candidates }) => candidates)), (list) => {
      const [first] = list, one = list.every((row) => stratum[row] === stratum[first!]);
      return [list, one && alone(list) ? stratum[first!] : undefined];
    }),
  );
  const fits = slots.length === members.length && alone(members) &&
    slots.every(({ place, candidates, excluded, negative }) =>
      excluded.length === 0 && members.every((row) => negative[row] === 0) &&
      strata.get(candidates) === stratum[members[place]!]
    );
  if (!fits) return undefined;
  const sorted = order.map((index) => slots[index] as Slot);
  const group = {
    members: sorted.map(({ place }) => members[place] as number),
    positives: sorted.map((slot) => slot.positives.map((place) => rank.get(place) as number)),
    candidates: sorted.map(({ candidates }) => candidates),
    peers: sorted.map(({ place }) =>
      Int32Array.from(
        [...sorted.keys()].filter((k) =>
          stratum[members[sorted[k]!.place]!] === stratum[members[place]!]
        ),
      )
    ),
  };
  const bases = order.map((index) => queries[index]!.base);
  // Members of a stratum have the same negatives, or arrangements would differ among them.
  const same = group.peers.every((places, k) => places.every((place) => bases[place] === bases[k]));
  if (!same) return undefined;
  // A place takes its own row, a peer's or a candidate, whatever earlier peers have left.
  const arrangements = group.peers.reduce(
    (product, places, k) =>
      product * (places.length + group.candidates[k]!.length - places.indexOf(k)),
    1,
  );
  return { key: `${bases.join(" ")}; ${group.positives.join("; ")}`, group, arrangements };
}

/**
 * A key that groups share whose null is the same, because members are candidates for negatives like
 * all other rows of their strata, so that an arrangement is the same whosever it was.
 *
 * @param task The group.
 * @param slots Its queries.
 * @param movement Strata and units.
 * @returns Undefined where a member is no candidate, where a candidate outside the group is no
 * negative, or where a list of candidates has only some of a member's stratum.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 * import { findPairs } from "./pairs.ts";
 * import { slotsOf } from "./slots.ts";
 *
 * const pairs = findPairs(pl.DataFrame({ moa: ["a", "b", "b", "a"] }), { posSameBy: ["moa"] });
 * const candidates = pairs.bases[0]!;
 * const movement = { stratum: new Int32Array(4), unit: Int32Array.of(0, 1, 2, 3) };
 * const [a, b] = pairs.groups.map(({ rows }, group) => {
 *   const queries = Array.from(rows, (row) => ({ row, base: 0, candidates }));
 *   const task = { group, members: rows, queries };
 *   return closedKey(task, slotsOf(task, pairs, 4), movement);
 * });
 * assertEquals([typeof a, a], ["string", b]);
 * ```
 */
export function closedKey(
  { members, queries }: Task,
  slots: readonly Slot[],
  { stratum, unit }: Movement,
): string | undefined {
  const own = new Set(members), strata = new Set(Array.from(members, (row) => stratum[row]!));
  const lists = new Set(slots.map(({ candidates }) => candidates));
  const candidates = new Set([...lists].flatMap((list) => [...list]));
  const all = countBy(candidates, stratum);
  // A list has all rows of a stratum or none.
  const whole = [...lists].every((list) =>
    [...countBy(list, stratum)].every(([s, count]) => !strata.has(s) || count === all.get(s))
  );
  const closed = whole && members.every((row) => candidates.has(row)) &&
    slots.every(({ excluded }) => excluded.every((row) => own.has(row)));
  if (!closed) return undefined;
  const units = [...Map.groupBy(members.keys(), (place) => unit[members[place]!]).values()];
  return [
    Array.from(members, (row) => stratum[row]).join(" "),
    units.join("; "),
    ...slots.map(({ place, positives }, i) => `${place} ${queries[i]!.base} ${positives}`),
  ].join("\n");
}

/** How many of the rows have each code. */
function countBy(rows: Iterable<number>, code: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(code[row]!, (counts.get(code[row]!) ?? 0) + 1);
  return counts;
}
