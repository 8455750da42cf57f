import type { Pairs } from "./pairs.ts";
import type { Task } from "./tasks.ts";

/** A member as query. */
export interface Slot {
  /** Its place among the members. */
  place: number;
  /** Places of its positives among the members. */
  positives: Int32Array;
  /** Rows that are candidates for negatives. */
  candidates: Int32Array;
  /** Candidates that are no negatives: members, itself too, and those that the pairing leaves out. */
  excluded: Int32Array;
  /** 1 for each row that is a negative [n]. */
  negative: Uint8Array;
}

/**
 * Prepares the queries of a group: members by their place in it, so that whatever row stands in for
 * a member takes over its positives and negatives.
 *
 * @param task The group.
 * @param pairs Who is compared with whom.
 * @param rows Number of profiles n.
 * @returns One slot a query, in the same order.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 * import { findPairs } from "./pairs.ts";
 *
 * const pairs = findPairs(pl.DataFrame({ moa: ["a", "b", "a"] }), { posSameBy: ["moa"] });
 * const members = Int32Array.of(0, 2), candidates = pairs.bases[0]!;
 * const task = { group: 0, members, queries: [{ row: 2, base: 0, candidates }] };
 * const [slot] = slotsOf(task, pairs, 3);
 * assertEquals([slot!.place, [...slot!.positives]], [1, [0]]);
 * assertEquals([[...slot!.negative], [...slot!.excluded]], [[0, 1, 0], [0, 2]]);
 * ```
 */
export function slotsOf({ members, queries }: Task, pairs: Pairs, rows: number): Slot[] {
  const place = new Map(Array.from(members, (row, index) => [row, index]));
  const slots: Slot[] = [];
  for (const { row, candidates } of queries) {
    const excluded = candidates.filter((other) => place.has(other) || !pairs.negative(row, other));
    const positives = members.filter((other) => other !== row && pairs.positive(row, other));
    slots.push({
      place: place.get(row) as number,
      positives: positives.map((other) => place.get(other) as number),
      candidates,
      excluded,
      // Most queries of a group have the same negatives: they share the n bytes that say so.
      negative: slots.find((slot) =>
        slot.candidates === candidates && equal(slot.excluded, excluded)
      )
        ?.negative ?? maskOf(candidates, excluded, rows),
    });
  }
  return slots;
}

function equal(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((row, i) => row === b[i]);
}

function maskOf(candidates: Int32Array, excluded: Int32Array, rows: number): Uint8Array {
  const mask = new Uint8Array(rows);
  for (const row of candidates) mask[row] = 1;
  for (const row of excluded) mask[row] = 0;
  return mask;
}

/**
 * Rows that are a negative of some query: those that can stand in for members.
 *
 * @param slots The queries of a group.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const none = new Int32Array(0), candidates = Int32Array.of(1, 2);
 * const negative = Uint8Array.of(0, 0, 1);
 * const slot = { place: 0, positives: none, candidates, excluded: none, negative };
 * assertEquals([...outside([slot])], [2]);
 * ```
 */
export function outside(slots: readonly Slot[]): Set<number> {
  const found = new Set<number>();
  for (const { candidates, negative } of slots) {
    for (const row of candidates) if (negative[row] === 1) found.add(row);
  }
  return found;
}
