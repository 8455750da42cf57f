import type { Bench } from "./bench.ts";
import { PeakMemory } from "./peak_memory.ts";
import { type PeerProcess, startPeer } from "./peer_process.ts";

/** What one bench gave. */
export interface Measurement {
  /** Its name. */
  name: string;
  /** What is measured. */
  what: string;
  /** What was worked on. */
  input: string;
  /** Median seconds of one run of ours. */
  seconds: number;
  /** Most memory this process, or those of the runs, had during our runs, bytes, the input too. */
  peakBytes: number;
  /** The other program or the reference; undefined where none was run. */
  peer?: { name: string; seconds: number; peakBytes: number };
  /** Our time over the peer's. */
  ratio?: number;
  /** Most that the ratio may be. */
  target?: number;
  /** Most that our memory may be, bytes. */
  memoryTarget?: number;
}

/**
 * Runs a bench: one run of each side to warm up, then both in turn, so that whatever else the machine
 * does falls on both alike; the medians count.
 *
 * @param bench What to run.
 * @param python Python with the peer's packages; defaults to running no peer.
 * @throws {Error} where a side fails, or both give different results.
 *
 * @example
 * ```ts
 * import { measure } from "./measure.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bench = {
 *   name: "sum",
 *   what: "adding",
 *   repeats: 3,
 *   prepare: () => Promise.resolve({ input: "1 and 1", run: () => 1 + 1 }),
 * };
 * assertEquals((await measure(bench)).input, "1 and 1");
 * ```
 */
export async function measure(bench: Bench, python?: string): Promise<Measurement> {
  const folder = await Deno.makeTempDir();
  const memory = new PeakMemory();
  let peer: PeerProcess | undefined;
  try {
    const prepared = await bench.prepare(folder);
    const { input, run, peerInput = folder, check, reference } = prepared;
    const watched = async (run: () => unknown | Promise<unknown>) => {
      const once = await timed(run), here = await memory.peak();
      return { ...once, peakBytes: prepared.peakBytes?.(once.result) ?? here };
    };
    if (bench.peer !== undefined && python !== undefined) {
      peer = await startPeer(python, bench.peer.script, peerInput);
    }
    const ours: number[] = [], theirs: number[] = [];
    let peakBytes = 0, peerBytes = 0;
    for (let round = -1; round < (bench.repeats ?? 9); round++) {
      await memory.peak();
      const { result, seconds, peakBytes: bytes } = await watched(run);
      peakBytes = Math.max(peakBytes, bytes);
      const other = reference === undefined ? await peer?.run() : await watched(reference.run);
      if (other !== undefined) {
        if (reference === undefined) await check?.(result, String(other.result));
        peerBytes = Math.max(peerBytes, other.peakBytes);
      }
      if (round < 0) continue;
      ours.push(seconds);
      if (other !== undefined) theirs.push(other.seconds);
    }
    const { name, what, target } = bench;
    const measured = { name, what, input, seconds: median(ours), peakBytes };
    const memoryTarget = bench.memoryTarget?.(theirs.length > 0 ? peerBytes : NaN);
    const limit = {
      ...(target === undefined ? {} : { target }),
      ...(memoryTarget === undefined ? {} : { memoryTarget }),
    };
    const otherName = reference?.name ?? (peer === undefined ? undefined : bench.peer?.name);
    if (otherName === undefined) return { ...measured, ...limit };
    const seconds = median(theirs);
    return {
      ...measured,
      peer: { name: otherName, seconds, peakBytes: peerBytes },
      ratio: measured.seconds / seconds,
      ...limit,
    };
  } finally {
    memory.end();
    await peer?.end();
    await Deno.remove(folder, { recursive: true });
  }
}

async function timed<T>(run: () => T | Promise<T>): Promise<{ result: T; seconds: number }> {
  const started = performance.now();
  const result = await run();
  return { result, seconds: (performance.now() - started) / 1000 };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b), half = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return ((low as number) + (high as number)) / 2;
}
