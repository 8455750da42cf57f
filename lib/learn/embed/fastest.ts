import { Random } from "../../core/random.ts";
import type { Embedder } from "../embed.ts";

/** One engine that runs a network. */
export interface Candidate {
  /** Name of the engine, for example `tensorflow`. */
  engine: string;
  /** The network on it. */
  embedder: Embedder;
}

/** How {@link fastestEmbedder} tries. */
export interface FastestOptions {
  /** The time, ms. */
  now: () => number;
  /** Images of a trial; defaults to *4*. */
  images?: number;
  /** How far vectors may be from the first engine's, as a share of its largest number; defaults to *1e-3*. */
  tolerance?: number;
}

/** Which engine was taken, and why. */
export interface Fastest extends Candidate {
  /** Each engine's speed, images a second, and distance from the first as a share of its largest number. */
  trials: { engine: string; speed: number; off: number }[];
}

/**
 * Takes the fastest of several engines that run the same network, among those that give the numbers of
 * the first; the others are freed. Each embeds the same images of noise twice, the second time counts.
 *
 * @param candidates Engines; the first is the reference.
 * @param options Clock, size of the trial.
 * @throws {RangeError} without candidates.
 *
 * @example
 * ```ts
 * import { fastestEmbedder } from "./fastest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * let clock = 0;
 * const engine = (engine: string, takes: number) => ({
 *   engine,
 *   embedder: {
 *     ...{ name: "net", size: 1, channels: 1, length: 1, dispose: () => {} },
 *     embed: (batch: Float32Array) => {
 *       clock += takes;
 *       return Promise.resolve(batch.slice());
 *     },
 *   },
 * });
 * const candidates = [engine("slow", 20), engine("quick", 5)];
 * assertEquals((await fastestEmbedder(candidates, { now: () => clock })).engine, "quick");
 * ```
 */
export async function fastestEmbedder(
  candidates: readonly Candidate[],
  { now, images = 4, tolerance = 1e-3 }: FastestOptions,
): Promise<Fastest> {
  const [first] = candidates;
  if (first === undefined) throw new RangeError("There is no engine to choose from");
  const { size, channels } = first.embedder, random = new Random(1);
  const batch = Float32Array.from(
    { length: images * size * size * channels },
    () => random.uniform(),
  );
  const trials: Fastest["trials"] = [];
  let reference: Float32Array | undefined;
  for (const { engine, embedder } of candidates) {
    await embedder.embed(batch);
    const started = now(), vectors = await embedder.embed(batch);
    const speed = 1000 * images / (now() - started);
    reference ??= vectors;
    trials.push({ engine, speed, off: distance(vectors, reference) });
  }
  let best = 0;
  trials.forEach(({ speed, off }, i) => {
    if (off <= tolerance && speed > (trials[best] as typeof trials[0]).speed) best = i;
  });
  candidates.forEach(({ embedder }, i) => i === best || embedder.dispose());
  return { ...candidates[best] as Candidate, trials };
}

/** The largest difference as a share of the largest number; infinite where nothing can be compared. */
function distance(vectors: Float32Array, reference: Float32Array): number {
  if (vectors.length !== reference.length) return Infinity;
  let off = 0, largest = 0;
  for (let i = 0; i < vectors.length; i++) {
    const difference = Math.abs((vectors[i] as number) - (reference[i] as number));
    if (Number.isNaN(difference)) return Infinity;
    off = Math.max(off, difference);
    largest = Math.max(largest, Math.abs(reference[i] as number));
  }
  return off === 0 ? 0 : off / largest;
}
