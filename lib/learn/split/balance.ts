import type { Random } from "../../core/random.ts";
import type { SplitItem } from "../split.ts";

/**
 * Leaves images out until all classes have as many as the rarest one.
 *
 * Of a class the compounds give one image after another in turn, so that a compound with many images
 * does not stand for its class alone.
 *
 * @param items What is known of the images.
 * @param members Positions of the images of one set.
 * @param random Where the numbers come from.
 * @returns Positions that stay, rising.
 *
 * @example
 * ```ts
 * import { balanced } from "./balance.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const items = ["DMSO", "DMSO", "taxol"].map((compound) => ({
 *   label: compound,
 *   compound,
 *   plate: "P1",
 *   week: "1",
 * }));
 * assertEquals(balanced(items, [0, 1, 2], new Random(1)).length, 2);
 * ```
 */
export function balanced(
  items: readonly SplitItem[],
  members: readonly number[],
  random: Random,
): number[] {
  const classes = Map.groupBy(members, (position) => items[position]?.label ?? "");
  const least = Math.min(...[...classes.values()].map(({ length }) => length));
  return [...classes].flatMap(([label, positions]) => {
    const stream = random.fork(label);
    const compounds = Map.groupBy(positions, (position) => items[position]?.compound ?? "");
    const queues = stream.shuffle([...compounds.values()]).map((group) => stream.shuffle(group));
    const turn = queues.flatMap((queue, compound) =>
      queue.map((position, round) => ({ position, round, compound }))
    ).sort((a, b) => a.round - b.round || a.compound - b.compound);
    return turn.slice(0, least).map(({ position }) => position);
  }).sort((a, b) => a - b);
}
