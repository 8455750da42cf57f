import type { Estimate } from "../../core/bootstrap.ts";
import { bootstrapMean } from "../../core/bootstrap_mean.ts";
import { Random } from "../../core/random.ts";
import type { TensorFlow } from "../backend.ts";
import { trainHead, type TrainHeadOptions } from "../linear_head.ts";
import { namedBy } from "../named_by.ts";
import { split, type SplitItem, type SplitRule } from "../split.ts";

/** How one rule of splitting came out. */
export interface SplitScore {
  /** What was kept together. */
  rule: SplitRule;
  /** Accuracy on validation images, the mean over compounds, with its interval over compounds. */
  accuracy: Estimate;
  /** The same minus the first rule's, over compounds that were judged under both. */
  gain: Estimate;
  /** Share of the validation images whose compound was learned, too. */
  known: number;
  /** Share of the validation images whose class was not learned at all. */
  unlearned: number;
  /** Accuracy of each split, over its images. */
  each: number[];
  /** Images that were learned and judged, means over the splits. */
  sizes: { train: number; validation: number };
}

/** How {@link compareSplits} works. */
export interface CompareSplitsOptions extends Omit<TrainHeadOptions, "classes" | "seed"> {
  /** Rules; the first one is what others are compared with. */
  rules: readonly SplitRule[];
  /** Seeds: one split and one training each. */
  seeds: readonly number[];
  /**
   * Whether every rule learns no more images than the first one, left out at random from each class
   * evenly; defaults to *false*. More images score more whatever leaks.
   */
  sameSize?: boolean;
  /** Called after each training. */
  onDone?: (done: number, total: number) => void;
}

/**
 * What leakage buys: the same vectors, the same last layer, split by several rules.
 *
 * Every rule is used with several seeds. An interval draws compounds, since images of a compound are no
 * independent witnesses of its mechanism.
 *
 * @param tf TensorFlow.js.
 * @param values Vectors [n × d].
 * @param items What is known of the images [n].
 * @param options Rules, seeds, how the layer learns.
 * @throws {InputError} if the images cannot be split by a rule.
 *
 * @example
 * ```ts
 * import { compareSplits } from "./compare.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const items = [..."aabbccdd"].map((compound, i) => ({
 *   label: i < 4 ? "Actin disruptors" : "Eg5 inhibitors",
 *   compound,
 *   plate: `P${i % 2}`,
 *   week: "1",
 * }));
 * const values = Float32Array.from(items, ({ label }) => label.length);
 * const options = { rules: ["compound", "image"], seeds: [1], epochs: 40, rate: 0.1 } as const;
 * const [compound] = await compareSplits(tf, values, items, options);
 * assertEquals([compound!.accuracy.value, compound!.known], [1, 0]);
 * ```
 */
export async function compareSplits(
  tf: TensorFlow,
  values: Float32Array,
  items: readonly SplitItem[],
  { rules, seeds, sameSize = false, onDone, ...training }: CompareSplitsOptions,
): Promise<SplitScore[]> {
  const length = values.length / items.length;
  const labels = [...new Set(items.map(({ label }) => label))].sort();
  const targets = items.map(({ label }) => labels.indexOf(label));
  const compounds = [...new Set(items.map(({ compound }) => compound))].sort();
  const features = (rows: Int32Array) => {
    const taken = new Float32Array(rows.length * length);
    rows.forEach((row, i) =>
      taken.set(values.subarray(row * length, (row + 1) * length), i * length)
    );
    return { values: taken, targets: Array.from(rows, (row) => targets[row] as number) };
  };
  const found: Omit<SplitScore, "gain">[] = [], tallies: (number | undefined)[][] = [];
  const most = new Map<number, number>();
  let done = 0;
  for (const rule of rules) {
    const hits = new Map<string, boolean[]>(), each: number[] = [];
    let known = 0, unlearned = 0, learned = 0, judged = 0;
    for (const seed of seeds) {
      const { sets } = split(items, { by: rule, seed });
      const validation = sets.validation!;
      if (!most.has(seed)) most.set(seed, sets.train!.length);
      const limit = sameSize ? most.get(seed)! : Infinity;
      const train = cutTo(sets.train!, limit, targets, new Random(seed).fork("size", rule));
      const head = await trainHead(tf, features(train), {
        ...training,
        classes: labels.length,
        seed,
      });
      const named = namedBy(head.scores(features(validation).values), labels.length);
      const seen = (what: "compound" | "label") =>
        new Set(Array.from(train, (row) => items[row]![what]));
      const drugs = seen("compound"), classes = seen("label");
      let right = 0;
      validation.forEach((row, i) => {
        const { compound, label } = items[row]!, hit = named[i] === targets[row];
        hits.set(compound, [...hits.get(compound) ?? [], hit]);
        right += Number(hit);
        known += Number(drugs.has(compound));
        unlearned += Number(!classes.has(label));
      });
      each.push(right / validation.length);
      learned += train.length;
      judged += validation.length;
      onDone?.(++done, rules.length * seeds.length);
    }
    const tally = compounds.map((compound) => {
      const own = hits.get(compound);
      return own === undefined ? undefined : own.filter(Boolean).length / own.length;
    });
    tallies.push(tally);
    found.push({
      rule,
      accuracy: bootstrapMean(tally.filter((value) => value !== undefined)),
      known: known / judged,
      unlearned: unlearned / judged,
      each,
      sizes: { train: learned / seeds.length, validation: judged / seeds.length },
    });
  }
  return found.map((score, i) => {
    const differences = tallies[i]!.flatMap((value, c) => {
      const first = tallies[0]![c];
      return value === undefined || first === undefined ? [] : [value - first];
    });
    return { ...score, gain: bootstrapMean(differences) };
  });
}

/** At most so many rows, as many of each class. */
function cutTo(
  rows: Int32Array,
  most: number,
  targets: readonly number[],
  random: Random,
): Int32Array {
  if (rows.length <= most) return rows;
  const classes = [...Map.groupBy(rows, (row) => targets[row]!).values()];
  const each = Math.floor(most / classes.length);
  return Int32Array.from(classes.flatMap((own) => random.shuffle(own).slice(0, each))).sort();
}
