/** Watches how much memory this process has, also while it computes. */
export class PeakMemory {
  readonly #worker = new Worker(new URL("./peak_memory_worker.ts", import.meta.url), {
    type: "module",
  });

  /**
   * The most memory this process had since the last call, or since the start, bytes; looked at a
   * hundred times a second.
   *
   * @example
   * ```ts
   * import { PeakMemory } from "./peak_memory.ts";
   * import { assert } from "@std/assert";
   *
   * const memory = new PeakMemory();
   * assert(await memory.peak() > 1e6);
   * memory.end();
   * ```
   */
  peak(): Promise<number> {
    return new Promise((resolve) => {
      this.#worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
      this.#worker.postMessage(undefined);
    });
  }

  /** Stops watching. */
  end(): void {
    this.#worker.terminate();
  }
}
