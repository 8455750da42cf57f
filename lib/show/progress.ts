import { display, inKernel, type Place } from "./display.ts";
import { escapeHtml } from "./html.ts";
import { formatNumber } from "./number.ts";
import { onStop, StoppedError } from "./stop.ts";

/** What a progress line is told. */
export interface ProgressOptions {
  /** What is being done: "Measuring fields". */
  label: string;
  /** Least time between two updates [ms]; defaults to 200. */
  interval?: number;
}

/** A running progress line. */
export interface Progress {
  /** Counts steps as done; `n` defaults to 1. Throws a `StoppedError` after Stop. */
  tick: (n?: number) => void;
  /** Says how many are done in all; fits the `onDone` of `mapParallel`. Throws as `tick` does. */
  set: (done: number) => void;
  /** Ends the line; resolves when the last update has been sent. */
  done: () => Promise<void>;
}

/**
 * Shows how far a long step is: a bar in the notebook, a line on the terminal, else nothing.
 *
 * The bar becomes one line of text at the end, so that a saved notebook holds no half-full bar.
 * Stop ends the step: the next report throws, and the line says where that was.
 *
 * @param total Number of steps.
 * @param options Label, update interval.
 *
 * @example
 * ```ts
 * import { showProgress } from "./progress.ts";
 *
 * const progress = await showProgress(3, { label: "Measuring fields" });
 * for (let field = 0; field < 3; field++) progress.tick();
 * await progress.done();
 * ```
 */
export async function showProgress(total: number, options: ProgressOptions): Promise<Progress> {
  const { interval = 200 } = options;
  const started = performance.now();
  const state = (done: number) => ({
    label: options.label,
    done,
    total,
    seconds: (performance.now() - started) / 1000,
  });
  const sink = inKernel()
    ? notebookSink(await display(bar(state(0)), { progress: true }))
    : Deno.stderr.isTerminal()
    ? terminalSink
    : silentSink;
  let count = 0, last = -Infinity, ended = false, stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> = Promise.resolve();
  const send = () => {
    last = performance.now();
    const now = state(count);
    sending = sending.then(() => sink.update(now));
  };
  const end = async () => {
    ended = true;
    forget();
    clearTimeout(timer);
    await sending;
    await sink.end(state(count), stopped);
  };
  const forget = onStop(() => {
    stopped = true;
    sending = end();
  });
  const set = (done: number) => {
    if (stopped) throw new StoppedError(`${options.label}: stopped at ${count} of ${total}`);
    if (ended) return;
    count = done;
    const wait = last + interval - performance.now();
    if (wait <= 0) send();
    else if (timer === undefined) {
      timer = setTimeout(() => {
        timer = undefined;
        if (!ended) send();
      }, wait);
      timer.unref();
    }
  };
  return {
    set,
    tick: (n = 1) => set(count + n),
    done: async () => {
      if (stopped) await sending;
      else if (!ended) await end();
    },
  };
}

/** How far a step is. */
interface State {
  label: string;
  done: number;
  total: number;
  seconds: number;
}

interface Sink {
  update: (state: State) => Promise<void>;
  end: (state: State, stopped: boolean) => Promise<void>;
}

const silentSink: Sink = { update: () => Promise.resolve(), end: () => Promise.resolve() };

const terminalSink: Sink = {
  update: (state) => write(`\r\x1b[2K${terminalLine(state)}`),
  end: (state) => write(`\r\x1b[2K${progressLine(state)}\n`),
};

async function write(text: string): Promise<void> {
  await Deno.stderr.write(new TextEncoder().encode(text));
}

function notebookSink(place: Place): Sink {
  return {
    update: (state) => place.replace(bar(state)),
    end: (state, stopped) => {
      const line = `${progressLine(state)}${stopped ? ", then stopped" : ""}`;
      return place.replace({
        "text/html": `<small>${escapeHtml(line)}</small>`,
        "text/plain": line,
      });
    },
  };
}

function bar(state: State): Record<string, string> {
  const { label, done, total } = state;
  return {
    "text/html": `<label>${
      escapeHtml(label)
    } <progress max="${total}" value="${done}"></progress> ${formatNumber(done)} of ${
      formatNumber(total)
    }${remaining(state)}</label>`,
    "text/plain": `${label}: ${done} of ${total}`,
  };
}

function terminalLine(state: State): string {
  const { label, done, total } = state;
  const filled = Math.round(24 * Math.min(1, total === 0 ? 1 : done / total));
  return `${label} ${"█".repeat(filled)}${"░".repeat(24 - filled)} ${done} of ${total}${
    remaining(state)
  }`;
}

function remaining({ done, total, seconds }: State): string {
  if (done === 0 || done >= total || seconds < 2) return "";
  return `, about ${duration(seconds / done * (total - done))} left`;
}

/**
 * The line that a finished progress leaves.
 *
 * @example
 * ```ts
 * import { progressLine } from "./progress.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   progressLine({ label: "Measuring", done: 60, total: 60, seconds: 75 }),
 *   "Measuring: 60 of 60 in 1 min 15 s",
 * );
 * ```
 */
export function progressLine({ label, done, total, seconds }: State): string {
  return `${label}: ${formatNumber(done)} of ${formatNumber(total)} in ${duration(seconds)}`;
}

/**
 * A time span in words.
 *
 * @param seconds The span [s].
 *
 * @example
 * ```ts
 * import { duration } from "./progress.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([4.21, 75, 7380].map(duration), ["4.2 s", "1 min 15 s", "2 h 3 min"]);
 * ```
 */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}
