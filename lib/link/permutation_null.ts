import type { Interval } from "../core/bootstrap.ts";
import { InputError } from "../core/errors.ts";
import { Random } from "../core/random.ts";

/** How many orders of the objects are tried, and what counts as extreme. */
export interface PermutationOptions {
  /** Orders drawn; all orders are taken where there are not more; defaults to *9999*. */
  permutations?: number;
  /** Seed of the draws; defaults to *1*. */
  seed?: number;
  /** Which values are at least as extreme as the one observed; defaults to *greater*. */
  alternative?: "greater" | "less" | "two-sided";
  /**
   * Groups of objects, by number, that are exchanged only among themselves; an object in none stays
   * at its place. For objects that are alike in what may explain both spaces; defaults to *all objects
   * are one group*.
   */
  within?: readonly (readonly number[])[];
}

/** What a statistic does when objects of one side are exchanged. */
export interface PermutationNull {
  /** Share of the orders, the observed one among them, at least as extreme; never 0. */
  pValue: number;
  /** Orders that were tried, without the observed one unless all were. */
  permutations: number;
  /** Whether all orders were tried, the observed one among them. */
  exact: boolean;
  /** Mean of the statistic over the orders. */
  mean: number;
  /** Where 95 % of the orders lie. */
  range: Interval;
  /** The statistic in each order, ascending [permutations]. */
  values: Float64Array;
}

/** A number that relates two spaces, with its uncertainty and what chance gives. */
export interface Association {
  /** The statistic. */
  value: number;
  /** Its interval over objects. */
  interval: Interval;
  /** The same statistic when the objects of one space are exchanged. */
  null: PermutationNull;
  /** Objects that both spaces have. */
  objects: number;
}

/**
 * The distribution of a statistic when the objects of one space are put in random order.
 *
 * With n! orders of which not more than wanted exist, all are tried, and p is the share of them that
 * is as extreme as the one observed. Otherwise p = (extreme + 1) / (drawn + 1), which is valid at
 * any number of draws. Two-sided p is twice the smaller of both sides, at most 1. Orders within groups
 * are always drawn.
 *
 * Source: Phipson and Smyth 2010, Permutation p-values should never be zero.
 *
 * @param objects How many objects [n].
 * @param observed The statistic in the order as it is.
 * @param statistic The statistic for an order: object `order[i]` stands at place i. The array is
 * used again for the next order.
 * @param options Number of orders, seed, side.
 * @throws {InputError} for no permutation, and for groups that share an object or name one that is
 * not there.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const [x, y] = [[1, 2, 3], [10, 20, 30]];
 * const product = (order: Int32Array) => x.reduce((sum, v, i) => sum + v * y[order[i]!]!, 0);
 * const { pValue, exact } = permutationNull(3, 140, product);
 * assertEquals([pValue, exact], [1 / 6, true]);
 * ```
 */
export function permutationNull(
  objects: number,
  observed: number,
  statistic: (order: Int32Array) => number,
  options: PermutationOptions = {},
): PermutationNull {
  const { permutations = 9999, seed = 1, alternative = "greater", within } = options;
  if (!Number.isInteger(permutations) || permutations < 1) {
    throw new InputError("Cannot permute", {
      found: permutations,
      allowed: "a whole number of permutations from 1",
    });
  }
  const exact = within === undefined &&
    factorialUpTo(objects, permutations + 1) <= permutations + 1;
  const groups = within ?? [Array.from({ length: objects }, (_, object) => object)];
  checkGroups(groups, objects);
  const values = exact
    ? allOrders(objects, statistic)
    : randomOrders(objects, groups, permutations, seed, statistic);
  // Orders that only exchange what is alike give the same value but for rounding.
  const slack = 1e-10 * Math.max(1e-3, Math.abs(observed));
  let above = 0, below = 0, sum = 0;
  for (const value of values) {
    if (value >= observed - slack) above++;
    if (value <= observed + slack) below++;
    sum += value;
  }
  const share = (hits: number) => exact ? hits / values.length : (hits + 1) / (values.length + 1);
  const pValue = alternative === "two-sided"
    ? Math.min(1, 2 * share(Math.min(above, below)))
    : share(alternative === "greater" ? above : below);
  values.sort();
  const at = (share: number) => values[Math.round(share * (values.length - 1))]!;
  return {
    pValue,
    permutations: values.length,
    exact,
    mean: sum / values.length,
    range: { low: at(0.025), high: at(0.975) },
    values,
  };
}

/** n!, or something larger than the limit. */
function factorialUpTo(n: number, limit: number): number {
  let product = 1;
  for (let i = 2; i <= n && product <= limit; i++) product *= i;
  return product;
}

function checkGroups(groups: readonly (readonly number[])[], objects: number): void {
  const seen = new Set<number>();
  for (const object of groups.flat()) {
    const there = Number.isInteger(object) && object >= 0 && object < objects;
    if (there && !seen.has(object)) seen.add(object);
    else {
      throw new InputError("Cannot permute within groups", {
        found: there ? `object ${object} twice` : `object ${object}`,
        allowed: `each of 0 to ${objects - 1} at most once`,
      });
    }
  }
}

function randomOrders(
  n: number,
  groups: readonly (readonly number[])[],
  count: number,
  seed: number,
  statistic: (order: Int32Array) => number,
): Float64Array {
  const random = new Random(seed).fork("permutations"), values = new Float64Array(count);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let draw = 0; draw < count; draw++) {
    for (const group of groups) {
      for (let i = group.length - 1; i > 0; i--) {
        const here = group[i]!, other = group[random.integer(i + 1)]!, moved = order[here]!;
        order[here] = order[other]!;
        order[other] = moved;
      }
    }
    values[draw] = statistic(order);
  }
  return values;
}

/** All orders, by exchanges of two (Heap 1963). */
function allOrders(n: number, statistic: (order: Int32Array) => number): Float64Array {
  const order = Int32Array.from({ length: n }, (_, i) => i), values = [statistic(order)];
  const count = new Int32Array(n);
  for (let i = 1; i < n;) {
    if (count[i]! >= i) {
      count[i++] = 0;
      continue;
    }
    const other = i % 2 === 0 ? 0 : count[i]!, moved = order[i]!;
    order[i] = order[other]!;
    order[other] = moved;
    values.push(statistic(order));
    count[i]!++;
    i = 1;
  }
  return Float64Array.from(values);
}
