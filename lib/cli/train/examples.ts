import { Random } from "../../core/random.ts";
import { drawField, planScreen } from "../../data/simulate.ts";
import { type Example, makeExample } from "../../learn/nucleus/example.ts";
import { connectedComponents } from "../../segment/components.ts";
import { areasOf, relabel } from "../../segment/relabel.ts";

/**
 * Examples of the virtual screen: untreated cells in both stains, every separate part of a nucleus an
 * object of its own.
 *
 * @param count At most so many fields of 384 × 384 px.
 * @param seed Seed of the screens.
 *
 * @example
 * ```ts
 * import { drawnExamples } from "./examples.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(drawnExamples(0, 1), []);
 * ```
 */
export function drawnExamples(count: number, seed: number): Example[] {
  const side = 384, wanted = Math.floor(count / 2);
  if (wanted === 0) return [];
  return (["cytoskeleton", "cell-painting"] as const).flatMap((stain, index) => {
    const options = { size: "small", width: side, height: side, effect: 0, sites: 4 } as const;
    const plan = planScreen({ ...options, stain, seed: seed + index });
    const step = Math.max(1, Math.floor(plan.fields.length / wanted));
    const chosen = plan.fields.filter(({ index, defect }) =>
      index % step === 0 && defect !== "overexposed" && defect !== "defocus"
    );
    return chosen.slice(0, wanted).flatMap((entry) => {
      const { field, nuclei } = drawField(plan, entry.index);
      const labels = separate(nuclei, side);
      const data = field.channels[0]?.data;
      if (data === undefined || labels.every((label) => label === 0)) return [];
      return [makeExample({ width: side, height: side, data }, labels)];
    });
  });
}

/** Parts of one cell's nuclei become objects of their own; specks vanish. */
function separate(nuclei: Uint16Array, width: number): Int32Array {
  const cells = new Set(nuclei);
  cells.delete(0);
  const all = new Int32Array(nuclei.length);
  let last = 0;
  for (const cell of cells) {
    const mask = Uint8Array.from(nuclei, (label) => label === cell ? 1 : 0);
    const { labels, count } = connectedComponents(mask, width, { connectivity: 4 });
    for (let i = 0; i < all.length; i++) {
      if (labels[i] !== 0) all[i] = last + (labels[i] as number);
    }
    last += count;
  }
  const areas = areasOf(all, last);
  return relabel(all, (label) => (areas[label] as number) >= 40).labels;
}

/**
 * Examples without any nucleus: a slope of light with noise, so that the network learns to find none.
 *
 * @param count Number of examples.
 * @param seed Seed of their numbers.
 *
 * @example
 * ```ts
 * import { emptyExamples } from "./examples.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [example] = emptyExamples(1, 3);
 * assertEquals(new Set(example?.labels), new Set([0]));
 * ```
 */
export function emptyExamples(count: number, seed: number): Example[] {
  const side = 160;
  return Array.from({ length: count }, (_, n) => {
    const random = new Random(seed).fork("empty", n);
    const level = random.uniform(200, 3000), noise = random.uniform(3, 200);
    const across = random.uniform(-1, 1) * level * 0.3, down = random.uniform(-1, 1) * level * 0.3;
    const data = Uint16Array.from({ length: side * side }, (_, i) => {
      const slope = across * (i % side / side) + down * (Math.floor(i / side) / side);
      return Math.max(0, Math.round(level + slope + random.normal(0, noise)));
    });
    return makeExample({ width: side, height: side, data }, new Int32Array(side * side));
  });
}
