import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { Random } from "../core/random.ts";

/** How alike the members of one group are. */
export interface GroupAlikeness {
  /** Name of the group. */
  group: string;
  /** Members that are not missing. */
  members: number;
  /** Pairs of members. */
  pairs: number;
  /** Mean value of the pairs within the group; NaN for a group of one. */
  within: number;
  /** Mean value of pairs of a member and a molecule of another group. */
  between: number;
  /** Where the middle 95 % of shuffled labellings have `within`; NaN for a group of one. */
  chance: [low: number, high: number];
}

/** Whether pairs within groups differ from pairs between groups. */
export interface GroupContrast {
  /** Mean value of all pairs within a group. */
  within: number;
  /** Mean value of all pairs of two groups. */
  between: number;
  /**
   * Share of shuffled labellings whose difference, within minus between, is at least as far from 0,
   * counted with the true one: (n + 1) / (permutations + 1).
   */
  p: number;
  /** Each group, in the order they first occur. */
  groups: GroupAlikeness[];
}

/** How the contrast is judged. */
export interface GroupContrastOptions {
  /** Shuffled labellings; defaults to 9999. */
  permutations?: number;
  /** Seed of the shuffles; defaults to 1. */
  seed?: number;
}

/**
 * Compares similarities (or distances) within groups with those between groups.
 *
 * Pairs share molecules, so they are no independent observations: labels of molecules are shuffled,
 * not pairs.
 *
 * @param matrix Symmetric [n × n]; a molecule with NaN in its diagonal is missing.
 * @param labels Group of each molecule [n].
 * @param options Permutations and seed.
 * @throws {InputError} where the labels do not fit the matrix.
 *
 * @example
 * ```ts
 * import { groupContrast } from "./group_contrast.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = Float64Array.of(1, 0.8, 0.1, 0.8, 1, 0.3, 0.1, 0.3, 1);
 * const { within, between } = groupContrast({ rows: 3, cols: 3, data }, ["a", "a", "b"]);
 * assertEquals([within, between], [0.8, 0.2]);
 * ```
 */
export function groupContrast(
  matrix: Matrix,
  labels: readonly string[],
  options: GroupContrastOptions = {},
): GroupContrast {
  const { permutations = 9999, seed = 1 } = options;
  if (labels.length !== matrix.rows || matrix.rows !== matrix.cols) {
    throw new InputError("Cannot compare groups", {
      found: `${labels.length} labels for ${matrix.rows} × ${matrix.cols} values`,
      allowed: "one label for each row of a square matrix",
    });
  }
  const { rows, data } = matrix;
  const present = labels.map((_, row) => row).filter((row) =>
    !Number.isNaN(data[row * rows + row]!)
  );
  const names = present.map((row) => labels[row]!);
  const observed = means(matrix, present, names);
  const random = new Random(seed);
  const groups = [...new Set(labels)];
  const chance = new Map(groups.map((group) => [group, new Float64Array(permutations)]));
  let asFar = 0;
  for (let i = 0; i < permutations; i++) {
    const shuffled = means(matrix, present, random.shuffle(names));
    for (const [group, found] of chance) found[i] = shuffled.groups.get(group) ?? NaN;
    // Sums in another order may differ in the last digits.
    if (Math.abs(shuffled.difference) >= Math.abs(observed.difference) * (1 - 1e-12)) asFar++;
  }
  return {
    within: observed.within,
    between: observed.between,
    p: Number.isNaN(observed.difference) ? NaN : (asFar + 1) / (permutations + 1),
    groups: groups.map((group) => ({
      ...alikeness(matrix, present, labels, group),
      chance: middle(chance.get(group)!),
    })),
  };
}

function means({ rows, data }: Matrix, present: readonly number[], names: readonly string[]) {
  let inside = 0, outside = 0, insidePairs = 0, outsidePairs = 0;
  const groups = new Map<string, { sum: number; pairs: number }>();
  for (let i = 0; i < present.length; i++) {
    const name = names[i]!;
    const own = groups.get(name) ?? { sum: 0, pairs: 0 };
    groups.set(name, own);
    for (let j = 0; j < i; j++) {
      const value = data[present[i]! * rows + present[j]!]!;
      if (name === names[j]) {
        inside += value;
        insidePairs++;
        own.sum += value;
        own.pairs++;
      } else {
        outside += value;
        outsidePairs++;
      }
    }
  }
  const within = inside / insidePairs, between = outside / outsidePairs;
  const each = new Map([...groups].map(([name, { sum, pairs }]) => [name, sum / pairs]));
  return { within, between, difference: within - between, groups: each };
}

/** The values with 2.5 % below and 2.5 % above. */
function middle(values: Float64Array): [low: number, high: number] {
  const sorted = values.toSorted();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  return [at(0.025), at(0.975)];
}

function alikeness(
  { rows, data }: Matrix,
  present: readonly number[],
  labels: readonly string[],
  group: string,
): Omit<GroupAlikeness, "chance"> {
  const own = present.filter((row) => labels[row] === group);
  const others = present.filter((row) => labels[row] !== group);
  const inside = own.flatMap((row, i) => own.slice(0, i).map((other) => data[row * rows + other]!));
  const outside = own.flatMap((row) => others.map((other) => data[row * rows + other]!));
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  return {
    group,
    members: own.length,
    pairs: inside.length,
    within: mean(inside),
    between: mean(outside),
  };
}
