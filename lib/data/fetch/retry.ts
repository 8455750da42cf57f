/** An error after which it is worth trying again, for example a cut connection or HTTP 503. */
export class Passing extends Error {
  override readonly name = "Passing";
  /**
   * @param message What happened.
   * @param waitMs How long the other side asked to wait (the Retry-After header), if it did.
   */
  constructor(message: string, readonly waitMs?: number, options?: ErrorOptions) {
    super(message, options);
  }
}

/** How `retry` works. */
export interface RetryOptions {
  /** How often it is tried in a row without progress; defaults to 6. */
  attempts?: number;
  /** Longest wait before the second attempt in ms, doubled each time; defaults to 500. */
  firstWaitMs?: number;
  /** The longest wait of all in ms; defaults to 30,000. A Retry-After may ask for up to ten times that. */
  longestWaitMs?: number;
  /** A number in [0, 1) for the jitter; defaults to `Math.random`. */
  random?: () => number;
  /** Stops the waiting; the call throws the reason. */
  signal?: AbortSignal;
  /** Called before each wait. */
  onWait?: (error: Passing, waitMs: number) => void;
}

/**
 * Tries until it works or fails for good, waiting longer each time.
 *
 * The wait before attempt *k* is drawn between half and the whole of `firstWaitMs · 2^(k−1)`, so
 * that many clients do not come back at once; a Retry-After is honoured where it is longer.
 *
 * @param work Throws `Passing` for an error that may pass; any other error ends the trying. It may
 * call `progressed`, after which the counting begins anew.
 * @throws The last error.
 *
 * @example
 * ```ts
 * import { Passing, retry } from "./retry.ts";
 * import { assertEquals } from "@std/assert";
 *
 * let calls = 0;
 * const answer = await retry(() => {
 *   if (++calls < 3) throw new Passing("busy");
 *   return Promise.resolve("done");
 * }, { firstWaitMs: 1 });
 * assertEquals([answer, calls], ["done", 3]);
 * ```
 */
export async function retry<Result>(
  work: (progressed: () => void) => Promise<Result>,
  options: RetryOptions = {},
): Promise<Result> {
  const { attempts = 6, firstWaitMs = 500, longestWaitMs = 30_000, signal, onWait } = options;
  const random = options.random ?? Math.random;
  let failed = 0;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await work(() => failed = 0);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Passing) || ++failed >= attempts) throw error;
      const backOff = Math.min(longestWaitMs, firstWaitMs * 2 ** (failed - 1));
      const asked = Math.min(error.waitMs ?? 0, 10 * longestWaitMs);
      const waitMs = Math.max(asked, backOff * (0.5 + random() / 2));
      onWait?.(error, waitMs);
      await sleep(waitMs, signal);
    }
  }
}

/**
 * Reads a Retry-After header: seconds, or a date.
 *
 * @param header The header, or null where there is none.
 * @param now The time in ms since 1970, for a date.
 * @returns Milliseconds to wait; undefined where the header says nothing usable.
 *
 * @example
 * ```ts
 * import { retryAfterMs } from "./retry.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(retryAfterMs("3", 0), 3000);
 * assertEquals(retryAfterMs("Thu, 01 Jan 1970 00:00:05 GMT", 1000), 4000);
 * assertEquals(retryAfterMs(null, 0), undefined);
 * ```
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
