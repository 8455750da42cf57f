import { listenForStop } from "./stop.ts";

/** One output in every form a reader may understand: MIME type → content. */
export type Bundle = Record<string, unknown>;

/** What the notebook's file keeps about an output, for the runner and the report. */
export interface Shown {
  /** Running number of the output in its kernel, from 1. */
  seq: number;
  /** How often it was replaced; absent where it never was. */
  update?: number;
  /** Id, alt text and caption, where it is a figure. */
  figure?: { id: string; alt: string; caption?: string };
  /** True for the line below a figure. */
  caption?: boolean;
  /** True for a progress bar, which is one line of text at its end. */
  progress?: boolean;
}

/** Whether this process is the kernel of a notebook. */
export function inKernel(): boolean {
  try {
    return Deno.jupyter !== undefined;
  } catch {
    // Outside a kernel the property is there, but reading it throws.
    return false;
  }
}

/** A place in the notebook whose content can be replaced. */
export interface Place {
  /** Replaces what is there. */
  replace: (bundle: Bundle) => Promise<void>;
}

/**
 * Shows an output in the notebook, numbered, so that a lost one is noticed.
 *
 * Outside a kernel nothing happens.
 *
 * @param bundle The content in every form.
 * @param about Kept in the output's metadata beside its number.
 * @param metadata More metadata by MIME type, such as the size of an image.
 * @returns A place whose content can be replaced later.
 *
 * @example
 * ```ts
 * import { display } from "./display.ts";
 *
 * const place = await display({ "text/plain": "waiting" });
 * await place.replace({ "text/plain": "done" });
 * ```
 */
export async function display(
  bundle: Bundle,
  about: Omit<Shown, "seq" | "update"> = {},
  metadata: Record<string, unknown> = {},
): Promise<Place> {
  if (!inKernel()) return { replace: () => Promise.resolve() };
  listenForStop();
  const tally = currentTally();
  const seq = ++tally.shown;
  const transient = { display_id: `c2s-${Deno.pid}-${seq}` };
  const send = (kind: string, content: Bundle, c2s: Shown) =>
    Deno.jupyter.broadcast(kind, { data: content, metadata: { ...metadata, c2s }, transient });
  await send("display_data", bundle, { seq, ...about });
  return {
    replace: async (content) => {
      const update = (tally.updates[seq] ?? 0) + 1;
      tally.updates[seq] = update;
      await send("update_display_data", content, { seq, update, ...about });
    },
  };
}

/** How much a kernel has shown so far; the runner compares it with what the notebook holds. */
export interface Tally {
  /** Number of outputs. */
  shown: number;
  /** For each output that was replaced, how often. */
  updates: Record<number, number>;
}

/** Key of the {@link Tally} on `globalThis`, for `Symbol.for`. */
export const tallyKey = "c2s.shown";

function currentTally(): Tally {
  // On globalThis, because a notebook may load this module twice under different addresses.
  const scope = globalThis as unknown as Record<symbol, Tally | undefined>;
  return scope[Symbol.for(tallyKey)] ??= { shown: 0, updates: {} };
}
