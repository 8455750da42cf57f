/** What a step throws that was ended by Stop. */
export class StoppedError extends Error {
  override readonly name = "Stopped";
}

/** How a message to the one who pressed Stop begins; `lib/cli/setup/run_kernel.py` waits for it. */
export const stopHeard = "Stop: ";

interface Stops {
  actions: Set<() => void>;
  listening: boolean;
}

// On globalThis, because a notebook may load this module twice under different addresses.
function stops(): Stops {
  const scope = globalThis as unknown as Record<symbol, Stops | undefined>;
  return scope[Symbol.for("c2s.stops")] ??= { actions: new Set(), listening: false };
}

/**
 * Calls a function when Stop is pressed in the notebook; outside a notebook it is never called.
 *
 * @param action Ends what it belongs to.
 * @returns Takes the action back.
 *
 * @example
 * ```ts
 * import { onStop } from "./stop.ts";
 *
 * const forget = onStop(() => console.log("stopped"));
 * forget();
 * ```
 */
export function onStop(action: () => void): () => void {
  stops().actions.add(action);
  return () => void stops().actions.delete(action);
}

/**
 * Makes a kernel hear Stop while a cell waits; does nothing the second time.
 *
 * Without it the kernel would lose what runs next, and with it the cell's end. Called by whatever
 * is shown first; on Windows there is no signal to hear.
 */
export function listenForStop(): void {
  if (stops().listening || Deno.build.os === "windows") return;
  stops().listening = true;
  Deno.addSignalListener("SIGINT", () => pressStop());
  // Signals are heard only while something is awaited: between two cells that is this timer.
  setInterval(() => {}, 2 ** 31 - 1);
}

/**
 * What happens on Stop: everything that can be stopped is.
 *
 * @param collect Frees memory; defaults to V8's collector, where the kernel offers it.
 *
 * @example
 * ```ts
 * import { onStop, pressStop } from "./stop.ts";
 *
 * onStop(() => {});
 * pressStop();
 * ```
 */
export function pressStop(collect = (globalThis as { gc?: () => void }).gc): void {
  const actions = [...stops().actions];
  stops().actions.clear();
  for (const action of actions) action();
  console.error(
    stopHeard +
      (actions.length > 0
        ? "the step ends where it next reports its progress, and what earlier cells computed is kept"
        : "what earlier cells computed is kept; a cell that only waits, for a timer or a download, " +
          "ends when that is over"),
  );
  // The kernel learns that a cell whose JavaScript was cut off is over when its promise is freed.
  for (const wait of collect ? [100, 1000] : []) setTimeout(() => collect?.(), wait);
}
