import { InputError } from "../core/errors.ts";
import { cka } from "./cka.ts";
import {
  type GroupSeparation,
  groupSeparation,
  type SeparationOptions,
} from "./group_separation.ts";
import { rbfKernel } from "./kernel.ts";
import { mantel, type MantelOptions, partialMantel } from "./mantel.ts";
import {
  type NeighbourAgreement,
  neighbourAgreement,
  type NeighbourOptions,
} from "./neighbour_agreement.ts";
import { mantelBeside, type NuisanceFree } from "./nuisance_free.ts";
import { type AnyMatrix, pairsVary } from "./pairs.ts";
import type { Association } from "./permutation_null.ts";
import { separationDifference } from "./separation_difference.ts";
import type { Space } from "./structure_space.ts";

/** Fewest objects that {@link compareSpaces} takes: unbiased CKA and its jackknife need as many. */
export const fewestCompared = 5;

/** What {@link compareSpaces} compares. */
export interface SpacePair {
  /** Molecules [n]. */
  structure: Space;
  /** Their profiles, in the same order [n]. */
  phenotype: Space;
  /** Further distances that may explain both, by name; defaults to *none*. */
  controlled?: Readonly<Record<string, AnyMatrix>>;
  /**
   * The phenotype without each of these, and without all; where one is not there, its distances are
   * held fixed instead; defaults to *none*.
   */
  free?: readonly NuisanceFree[];
  /** Mechanism of each, or several; null where it is not known; defaults to *none* [n]. */
  groups?: readonly (string | readonly string[] | null)[];
}

/** One measure of the link. */
export interface Measure extends Association {
  /** What it is, such as `Mantel, Pearson`. */
  name: string;
}

/** What {@link compareSpaces} finds. */
export interface SpaceComparison {
  /** Molecules compared. */
  objects: number;
  /** Mantel's r on distances and on ranks, beside nuisances, CKA. */
  measures: Measure[];
  /** Mantel's r of each controlled matrix that varies, with both spaces: what it could explain. */
  confounding: { name: string; structure: Association; phenotype: Association }[];
  /** Agreement about the nearest neighbours. */
  neighbours: NeighbourAgreement[];
  /** How well mechanisms are kept apart in each space; undefined without mechanisms. */
  groups:
    | { structure: GroupSeparation; phenotype: GroupSeparation; difference: Association }
    | undefined;
  /** What was left out, in words. */
  notes: string[];
}

/**
 * Everything that says how far structures predict phenotypes, each with interval and null: Mantel,
 * Mantel beside each nuisance and beside all, CKA (unbiased; linear and radial), nearest neighbours,
 * and mechanisms in both spaces.
 *
 * Beside a nuisance means: with it taken off the features of the phenotype (see `mantelBeside`). Where
 * only its distances are known, a partial Mantel test has to do, which leaves most of what enters
 * features; the measure is called that, and a note says so.
 *
 * @param pair Both spaces, nuisances, mechanisms.
 * @param options Permutations, resamples, seed, numbers of neighbours.
 * @throws {InputError} for fewer than {@link fewestCompared} objects, and where the parts do not fit
 * together or a space tells no two objects apart.
 *
 * @example
 * ```ts
 * import { linearKernel } from "./kernel.ts";
 * import { differences } from "./differences.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = (places: number[]) => ({
 *   distances: differences(places),
 *   kernel: linearKernel({ rows: places.length, cols: 1, data: Float64Array.from(places) }),
 * });
 * const { measures } = compareSpaces(
 *   { structure: line([1, 2, 4, 7, 12]), phenotype: line([2, 1, 4, 9, 11]) },
 *   { permutations: 119, resamples: 50 },
 * );
 * assertEquals(measures.map(({ name }) => name), [
 *   "Mantel, Pearson",
 *   "Mantel, Spearman",
 *   "CKA, linear",
 *   "CKA, radial",
 * ]);
 * ```
 */
export function compareSpaces(
  { structure, phenotype, controlled = {}, free = [], groups }: SpacePair,
  options: SeparationOptions & NeighbourOptions = {},
): SpaceComparison {
  const [x, y] = [structure.distances, phenotype.distances];
  if (x.rows < fewestCompared) {
    throw new InputError("Cannot compare spaces: too few objects", {
      found: `${x.rows} objects`,
      allowed: `${fewestCompared} or more`,
    });
  }
  // A nuisance may go with a space either way: far apart in one and near in the other confounds, too.
  const bothWays = { ...options, alternative: "two-sided" } as const;
  const notes: string[] = [];
  const freeOf = (names: readonly string[]) =>
    free.find(({ nuisances }) =>
      nuisances.length === names.length && names.every((name) => nuisances.includes(name))
    );
  const all = Object.entries(controlled);
  const differing = all.filter(([name, matrix]) => pairsVary(matrix, name));
  const given = all.filter((one) => differing.includes(one) || freeOf([one[0]]) !== undefined);
  for (const one of all.filter((one) => !differing.includes(one))) {
    const lacks = given.includes(one)
      ? "Mantel's r with it is not defined"
      : "it cannot be held fixed";
    notes.push(`${one[0]}: its distances are the same for all pairs, ${lacks}`);
  }
  const named = (method: MantelOptions["method"]) => method === "pearson" ? "Pearson" : "Spearman";
  const methods = ["pearson", "spearman"] as const;
  const sets = given.length > 1 ? [...given.map((one) => [one]), given] : given.map((one) => [one]);
  const beside = (set: typeof given): Measure[] => {
    const what = set.length > 1 ? "all of these" : set[0]![0];
    const found = freeOf(set.map(([name]) => name));
    if (found === undefined) {
      const held = set.filter((one) => differing.includes(one));
      const flat = set.filter((one) => !held.includes(one)).map(([name]) => name).join(", ");
      if (held.length === 0) {
        notes.push(`${what}: too many values to be taken off together, and no distances differ`);
        return [];
      }
      const but = flat === "" ? "" : `, none of ${flat}`;
      notes.push(
        `${what}: only distances are held fixed${but}, which leaves most of what enters features`,
      );
      const matrices = held.map(([, matrix]) => matrix);
      const name = `partial Mantel, Pearson, beside ${what}`;
      return [{ name, ...partialMantel(x, y, matrices, options) }];
    }
    const without = x.rows - found.objects.length;
    if (without > 0) {
      const same = pairsVary(found.trace, what) ? "" : "; nothing of it varies among the others";
      notes.push(`${what}: explains ${without} of ${x.rows} objects alone, left out${same}`);
    }
    return [{ name: `Mantel, Pearson, beside ${what}`, ...mantelBeside(x, found, options) }];
  };
  const measures: Measure[] = [
    ...methods.map((method) => ({
      name: `Mantel, ${named(method)}`,
      ...mantel(x, y, { ...options, method }),
    })),
    ...sets.flatMap(beside),
    { name: "CKA, linear", ...cka(structure.kernel, phenotype.kernel, options) },
    { name: "CKA, radial", ...cka(rbfKernel(x), rbfKernel(y), options) },
  ];
  return {
    objects: x.rows,
    measures,
    confounding: differing.map(([name, matrix]) => ({
      name,
      structure: mantel(x, matrix, bothWays),
      phenotype: mantel(y, matrix, bothWays),
    })),
    neighbours: neighbourAgreement(x, y, options),
    groups: groups === undefined ? undefined : {
      structure: groupSeparation(x, groups, options),
      phenotype: groupSeparation(y, groups, options),
      difference: separationDifference(x, y, groups, options),
    },
    notes,
  };
}
