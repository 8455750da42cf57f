import { InputError } from "../../core/errors.ts";
import type { Random } from "../../core/random.ts";
import type { SplitItem } from "../split.ts";
import { compoundsByClass } from "./check.ts";

/**
 * Deals class after class, so that every set has some of each: whole compounds, whole wells of a control, or
 * single images.
 *
 * @param items What is known of the images [n].
 * @param by What is kept together.
 * @param shares Share of each set.
 * @param controls Compounds that are dealt well by well: every set has some, and no well is in two.
 * @param random Where the numbers come from.
 * @returns The set of each image [n].
 * @throws {InputError} naming the class that has too few compounds, wells or images, or the image of a
 * control whose well is not known.
 *
 * @example
 * ```ts
 * import { dealSingly } from "./deal.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const item = { label: "DMSO", compound: "DMSO", plate: "P1", week: "1" };
 * const shares = { train: 1, test: 1 };
 * const sets = dealSingly([item, item], "image", shares, new Set(), new Random(1));
 * assertEquals(sets.sort(), ["test", "train"]);
 * ```
 */
export function dealSingly(
  items: readonly SplitItem[],
  by: "compound" | "image",
  shares: Readonly<Record<string, number>>,
  controls: ReadonlySet<string>,
  random: Random,
): string[] {
  const sets = new Array<string>(items.length).fill("");
  const needed = Object.keys(shares).length, names = Object.keys(shares).join(", ");
  for (const [label, groups] of by === "image" ? single(items) : whole(items, controls)) {
    if (groups.length < needed) {
      const members = [...new Set(groups.map(([row]) => items[row as number]!.compound))];
      const shared = by === "compound" && members.some((name) => controls.has(name));
      const counted = count(groups.length, shared ? "well" : by);
      throw new InputError(`Cannot split by ${by}: the class ${label} is not in every set`, {
        found: by === "compound"
          ? `${members.join(", ")}: ${counted} of ${label}`
          : `${counted} of ${label}`,
        allowed: `at least ${needed}, one for each of ${names}`,
        hint: by === "compound" && controls.size === 0
          ? "Leave the class out (--leave-out), or name a control whose wells the sets share (--control)"
          : "Leave the class out (--leave-out)",
      });
    }
    deal(groups, shares, random.fork(label), (row, set) => sets[row] = set);
  }
  return sets;
}

type Groups = (readonly number[])[];

/** The images of each class, each on its own. */
function single(items: readonly SplitItem[]): Map<string, Groups> {
  const classes = Map.groupBy(items.keys(), (row) => items[row]?.label ?? "");
  return new Map([...classes].map(([label, rows]) => [label, rows.map((row) => [row])]));
}

/** The compounds of each class; of a control its wells. */
function whole(items: readonly SplitItem[], controls: ReadonlySet<string>): Map<string, Groups> {
  return new Map(
    [...compoundsByClass(items)].map(([label, compounds]) => [
      label,
      [...compounds].flatMap(([name, rows]) => controls.has(name) ? wells(items, rows) : [rows]),
    ]),
  );
}

/** Images of one well resemble one another more than others do: they stay together. */
function wells(items: readonly SplitItem[], rows: readonly number[]): Groups {
  const groups = Map.groupBy(rows, (row) => {
    const { plate, well, compound } = items[row]!;
    if (well !== undefined && well !== "") return JSON.stringify([plate, well]);
    throw new InputError("Cannot split by compound: the well of a control is not known", {
      row: row + 1,
      column: "well",
      found: `an image of ${compound} without one`,
      allowed: "a well for each image of a control",
    });
  });
  return [...groups.values()];
}

/**
 * Deals whole plates or weeks.
 *
 * Plates are dealt week by week, so that compounds that were measured in one week are in every set;
 * only plates of weeks with fewer plates than sets are dealt together.
 *
 * @param items What is known of the images [n].
 * @param by What is kept together.
 * @param shares Share of each set.
 * @param random Where the numbers come from.
 * @returns The set of each image [n].
 * @throws {InputError} if there are fewer plates or weeks than sets.
 */
export function dealGroups(
  items: readonly SplitItem[],
  by: "plate" | "week",
  shares: Readonly<Record<string, number>>,
  random: Random,
): string[] {
  const groups = [...Map.groupBy(items.keys(), (position) => items[position]?.[by] ?? "").values()];
  const needed = Object.keys(shares).length;
  if (groups.length < needed) {
    throw new InputError(`Cannot split by ${by}: there are fewer ${by}s than sets`, {
      column: by,
      found: groups.map(([row]) => items[row as number]?.[by]),
      allowed: `at least ${needed}, one for each of ${Object.keys(shares).join(", ")}`,
    });
  }
  const weeks = by === "week"
    ? [groups]
    : [...Map.groupBy(groups, ([row]) => items[row as number]?.week ?? "").values()];
  const large = weeks.filter(({ length }) => length >= needed);
  const small = weeks.filter(({ length }) => length < needed).flat();
  const sets = new Array<string>(items.length).fill("");
  for (const part of [...large, ...(small.length === 0 ? [] : [small])]) {
    deal(part, shares, random, (row, set) => sets[row] = set);
  }
  return sets;
}

/** One group to each set, then the larger groups first to the set that lacks most of its share. */
function deal(
  groups: readonly (readonly number[])[],
  shares: Readonly<Record<string, number>>,
  random: Random,
  put: (row: number, set: string) => void,
): void {
  const names = Object.keys(shares);
  const whole = names.reduce((sum, name) => sum + (shares[name] as number), 0);
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  const lacking = names.map((name) => total * (shares[name] as number) / whole);
  const give = (group: readonly number[], set: number) => {
    for (const row of group) put(row, names[set] as string);
    lacking[set] = lacking[set] as number - group.length;
  };
  const shuffled = random.shuffle(groups);
  const largest = names.toSorted((a, b) => (shares[b] as number) - (shares[a] as number));
  // Where there are too few for every set, the largest sets have some.
  shuffled.slice(0, names.length).forEach((group, i) =>
    give(group, names.indexOf(largest[i] as string))
  );
  // The sort is stable: groups of one size stay in random order.
  for (const group of shuffled.slice(names.length).sort((a, b) => b.length - a.length)) {
    give(group, lacking.indexOf(Math.max(...lacking)));
  }
}

function count(n: number, what: string): string {
  return `${n === 1 ? "the only" : n} ${what}${n === 1 ? "" : "s"}`;
}
