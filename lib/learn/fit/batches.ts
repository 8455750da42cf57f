import { Random } from "../../core/random.ts";
import type { Batch, Values } from "../network.ts";

/** One example. */
export interface Example {
  /** Each input of the network. */
  inputs: readonly Values[];
  /** Its class number. */
  target: number;
}

/** How {@link batchesOf} works. */
export interface BatchesOptions {
  /** Examples of a batch; defaults to *32*. */
  size?: number;
  /** Epoch, from 1, that order and augmentation depend on; without it examples come in order. */
  epoch?: number;
  /** Seed of order and augmentation; defaults to *1*. */
  seed?: number;
  /** Class of each example, to draw every class equally often; defaults to *each example once*. */
  balance?: readonly number[];
  /** What an example is called in messages; defaults to its number. */
  nameOf?: (position: number) => string;
}

/**
 * Puts examples together to batches, and reads the next ones while a batch is in use.
 *
 * With an epoch the order is random, and each example is read with a stream of random numbers of its
 * own that depends on seed, epoch and place only: an epoch that is run again comes out the same.
 * With `balance` an epoch is as long as before, rare classes repeat and common ones are
 * thinned. Examples may come from several datasets: `read` decides what a position means.
 *
 * @param count Number of examples.
 * @param read Gives one example, from memory or disk, changed by the stream if it is given one.
 * @param options Size, epoch, seed, balance.
 * @returns Batches; the last one may be smaller.
 *
 * @example
 * ```ts
 * import { batchesOf } from "./batches.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const read = (i: number) => ({
 *   inputs: [{ shape: [1], data: new Float32Array([i]) }],
 *   target: i,
 * });
 * const shapes = [];
 * for await (const { inputs } of batchesOf(3, read, { size: 2 })) shapes.push(inputs[0]!.shape);
 * assertEquals(shapes, [[2, 1], [1, 1]]);
 * ```
 */
export async function* batchesOf(
  count: number,
  read: (position: number, random?: Random) => Example | Promise<Example>,
  options: BatchesOptions = {},
): AsyncGenerator<Batch, void, void> {
  const { size = 32, epoch, nameOf = (position) => `example ${position + 1}` } = options;
  const random = epoch === undefined
    ? undefined
    : new Random(options.seed ?? 1).fork("epoch", epoch);
  const order = random === undefined
    ? Array.from({ length: count }, (_, position) => position)
    : options.balance === undefined
    ? random.shuffle(Array.from({ length: count }, (_, position) => position))
    : evenly(options.balance, count, random);
  const load = (start: number) => {
    const rows = order.slice(start, start + size);
    const examples = Promise.all(
      rows.map(async (position, i) => await read(position, random?.fork("example", start + i))),
    );
    // A later batch may fail while an earlier one is in use: its error waits for its turn.
    examples.catch(() => {});
    return { rows, examples };
  };
  let next = load(0);
  for (let start = 0, number = 1; start < order.length; start += size, number++) {
    const { rows, examples } = next;
    if (start + size < order.length) next = load(start + size);
    const found = await examples;
    const more = rows.length > 3 ? ` and ${rows.length - 3} more` : "";
    const name = `batch ${number} (${rows.slice(0, 3).map(nameOf).join(", ")}${more})`;
    yield { ...stack(found), name };
  }
}

function stack(examples: readonly Example[]): Batch {
  const inputs = (examples[0] as Example).inputs.map(({ shape, data }, k) => {
    const all = data instanceof Int32Array
      ? new Int32Array(examples.length * data.length)
      : new Float32Array(examples.length * data.length);
    examples.forEach((example, i) => all.set(example.inputs[k]?.data ?? [], i * data.length));
    return { shape: [examples.length, ...shape], data: all };
  });
  const targets = Int32Array.from(examples, ({ target }) => target);
  return { inputs, targets: { shape: [examples.length], data: targets } };
}

/** Positions with every class equally often, each class through all of its examples in turn. */
function evenly(classes: readonly number[], count: number, random: Random): number[] {
  const groups = [...Map.groupBy(classes.keys(), (position) => classes[position])]
    .map(([, group]) => ({ group, left: [] as number[] }));
  const order: number[] = [];
  while (order.length < count) {
    for (const one of random.shuffle(groups)) {
      if (one.left.length === 0) one.left = random.shuffle(one.group);
      order.push(one.left.pop() as number);
    }
  }
  return random.shuffle(order.slice(0, count));
}
