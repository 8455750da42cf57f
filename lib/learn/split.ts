import { Random } from "../core/random.ts";
import { balanced } from "./split/balance.ts";
import { checkShares } from "./split/check.ts";
import { dealGroups, dealSingly } from "./split/deal.ts";

/** What is known of one image, as far as splitting needs it. */
export interface SplitItem {
  /** Its class: the mechanism in study B, the drug in study A. */
  label: string;
  /** Compound of its well. */
  compound: string;
  /** Plate it was taken on. */
  plate: string;
  /** Week of the plate. */
  week: string;
  /** Well on the plate; has to be known where it holds a control. */
  well?: string;
}

/** What must not be in two sets. */
export type SplitRule = "compound" | "image" | "plate" | "week";

/** How {@link split} splits. */
export interface SplitOptions {
  /** What is kept together; defaults to *compound*, as study B did. */
  by?: SplitRule;
  /** Share of the images in each set, above 0; defaults to *{ train: 0.7, validation: 0.3 }*. */
  shares?: Readonly<Record<string, number>>;
  /** Leave images out so that in each set all classes have equally many; defaults to *true*. */
  balance?: boolean;
  /** Compounds that every set has, such as DMSO: under `compound` their wells are dealt; defaults to *none*. */
  controls?: readonly string[];
  /** Seed of everything random; defaults to *1*. */
  seed?: number;
}

/** Images dealt to sets. */
export interface Split {
  /** Positions of the images of each set, rising. */
  sets: Record<string, Int32Array>;
  /** Positions of the images that were left out for balance, rising. */
  leftOut: Int32Array;
  /** Classes that a set lacks; never any under `compound` and `image`. */
  absent: { set: string; label: string }[];
}

/**
 * Deals images to training, validation and test sets.
 *
 * `compound` keeps the images of a compound in one set, and gives every set compounds of every
 * class: what study B did so that nothing leaks; of a control, which all sets share, whole wells are
 * dealt, so that no image is judged whose neighbours were learned. `image` deals the images of each
 * class singly: cells of one well are then on both sides, which is the leaky split of many reports.
 * `plate` and `week` keep batches together (plates are dealt week by week), classes come as they are.
 * Balance is reached by leaving images out, from all compounds of a class evenly, so that each class of
 * a set has as many as its rarest one.
 *
 * @param items What is known of the images [n].
 * @param options What is kept together, shares, balance, seed.
 * @returns Positions in `items`.
 * @throws {InputError} naming the class with fewer compounds (or images, or wells of controls) than sets,
 * for fewer plates or weeks than sets, a compound of two classes, a control without a well, shares that
 * are not above 0.
 *
 * @example
 * ```ts
 * import { split } from "./split.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const items = ["a", "a", "b", "b"].map((compound, i) => ({
 *   label: "Actin disruptors",
 *   compound,
 *   plate: `P${i}`,
 *   week: "1",
 * }));
 * const { train, validation } = split(items).sets;
 * assertEquals(train!.length + validation!.length, 4);
 * assertEquals(items[train![0]!]!.compound, items[train![1]!]!.compound);
 * ```
 */
export function split(items: readonly SplitItem[], options: SplitOptions = {}): Split {
  const { by = "compound", shares = { train: 0.7, validation: 0.3 }, balance = true } = options;
  const random = new Random(options.seed ?? 1).fork("split", by);
  checkShares(items.length, shares);
  const setOf = by === "compound" || by === "image"
    ? dealSingly(items, by, shares, new Set(options.controls ?? []), random)
    : dealGroups(items, by, shares, random);
  const sets: Record<string, Int32Array> = {}, leftOut: number[] = [];
  const absent: Split["absent"] = [];
  const labels = [...new Set(items.map(({ label }) => label))].sort();
  for (const set of Object.keys(shares)) {
    const members = [...items.keys()].filter((position) => setOf[position] === set);
    const kept = balance ? balanced(items, members, random.fork("balance", set)) : members;
    sets[set] = Int32Array.from(kept);
    const chosen = new Set(kept);
    leftOut.push(...members.filter((position) => !chosen.has(position)));
    const present = new Set(kept.map((position) => items[position]?.label));
    absent.push(...labels.filter((label) => !present.has(label)).map((label) => ({ set, label })));
  }
  return { sets, leftOut: Int32Array.from(leftOut).sort(), absent };
}
