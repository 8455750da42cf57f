import { InputError } from "../../core/errors.ts";
import { multiply, type Product } from "../../core/multiply.ts";
import { profileMatrix, type Profiles, selectRows } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";
import { Comparison } from "../distance/comparison.ts";
import type { Metric } from "../distance/prepare.ts";
import { codes } from "../precision/columns.ts";
import type { Fold } from "./folds.ts";
import { guessByNearest, nearestRows, type Rightness } from "./guess.ts";

/** A model under audit: learns from some profiles and names the labels of others. */
export type Classify = (
  train: Profiles,
  labels: readonly string[],
  test: Profiles,
) => readonly string[] | Promise<readonly string[]>;

/** How {@link guessByModel} guesses. */
export interface ModelOptions {
  /** The model; defaults to the label of the nearest profile. */
  classify?: Classify;
  /** Nearness of the default model; defaults to `cosine`. */
  metric?: Metric;
  /** Times that labels are shuffled; defaults to 20, to 1 with a model of one's own. */
  shuffles?: number;
  /** Seed of the shuffles; defaults to 1. */
  seed?: number;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
}

/**
 * How right a model names profiles by their features, taught true labels and shuffled ones.
 *
 * @param profiles Profiles [n × d].
 * @param names Their labels [n].
 * @param folds What is named from what.
 * @param options Model, shuffles.
 * @returns Rightness with the true labels, and its mean over the shuffled ones [n].
 * @throws {InputError} if the model does not name every profile.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 0, 9, 1, 0, 1, 2, 9]);
 * const profiles = makeProfiles(pl.DataFrame({ well: ["A", "B", "C", "D"] }), ["a", "b"], values);
 * const folds = [{ test: Int32Array.of(1, 3), train: Int32Array.of(0, 2) }];
 * const { featuresRight } = await guessByModel(profiles, ["x", "x", "y", "y"], folds);
 * assertEquals([featuresRight[1], featuresRight[3]], [1, 1]);
 * ```
 */
export async function guessByModel(
  profiles: Profiles,
  names: string[],
  folds: readonly Fold[],
  options: ModelOptions = {},
): Promise<{ featuresRight: Rightness; shuffledRight: Rightness }> {
  const { classify, metric = "cosine", product = multiply, seed = 1 } = options;
  const random = new Random(seed).fork("shuffled labels");
  const times = options.shuffles ?? (classify === undefined ? 20 : 1);
  let guess: (taught: string[]) => Promise<Rightness>;
  if (classify === undefined) {
    const matrix = profileMatrix(profiles), labels = codes(names);
    const nearest = await nearestRows(new Comparison(matrix, matrix, metric, product), folds);
    const code = new Map(names.map((name, row) => [name, labels[row]!]));
    guess = (taught) =>
      Promise.resolve(
        guessByNearest(nearest, labels, Int32Array.from(taught, (name) => code.get(name)!)),
      );
  } else guess = (taught) => guessByClassify(profiles, names, taught, folds, classify);
  const shuffledRight = new Float64Array(names.length);
  for (let time = 0; time < times; time++) {
    const right = await guess(random.shuffle(names));
    right.forEach((value, row) => shuffledRight[row]! += value / times);
  }
  return { featuresRight: await guess(names), shuffledRight };
}

async function guessByClassify(
  profiles: Profiles,
  names: readonly string[],
  taught: readonly string[],
  folds: readonly Fold[],
  classify: Classify,
): Promise<Rightness> {
  const right = new Float64Array(names.length).fill(NaN);
  for (const { test, train } of folds) {
    const labels = Array.from(train, (row) => taught[row] as string);
    const found = await classify(selectRows(profiles, train), labels, selectRows(profiles, test));
    if (found.length !== test.length) {
      throw new InputError("Cannot audit: the model does not name every profile", {
        found: `${found.length} names`,
        allowed: String(test.length),
      });
    }
    test.forEach((row, i) => right[row] = found[i] === names[row] ? 1 : 0);
  }
  return right;
}
