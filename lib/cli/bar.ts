import { formatBytes } from "../data/fetch/disk.ts";
import { milestones } from "./milestones.ts";

/** A progress bar on standard error, or plain lines where that is no terminal. */
export interface Bar {
  /**
   * Shows how far the work is.
   *
   * @param done Bytes done.
   * @param total Bytes in all, where known.
   * @param note What is going on, in a few words.
   */
  update(done: number, total: number | null, note: string): void;
  /** Prints a line that stays. */
  line(text: string): void;
  /** Clears the bar. */
  end(): void;
}

/** How a bar is shown. */
export interface BarOptions {
  /** Whether the output is a terminal; defaults to whether standard error is one. */
  terminal?: boolean;
  /** Columns of the terminal; defaults to its width. */
  columns?: number;
  /** Takes the text; defaults to standard error. */
  write?: (text: string) => void;
  /** The time in ms; defaults to the clock. */
  now?: () => number;
}

/**
 * Makes a progress bar.
 *
 * A terminal's bar is drawn at most ten times a second; elsewhere a line is printed now and then, as
 * `milestones` says, so that logs stay short.
 *
 * @example
 * ```ts
 * import { progressBar } from "./bar.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text: string[] = [];
 * const bar = progressBar({ terminal: false, write: (piece) => text.push(piece) });
 * bar.update(1, 2, "a.csv");
 * bar.line("a.csv fetched");
 * bar.end();
 * assertEquals(text, ["a.csv fetched\n"]);
 * ```
 */
export function progressBar(options: BarOptions = {}): Bar {
  const terminal = options.terminal ?? Deno.stderr.isTerminal();
  const write = options.write ??
    ((text: string) => void Deno.stderr.writeSync(new TextEncoder().encode(text)));
  const now = options.now ?? (() => performance.now());
  const isDue = milestones(now);
  let drawnAt = -Infinity, shown = false;
  let started: { at: number; done: number } | undefined;
  const clear = () => {
    if (shown) write("\r\x1b[K");
    shown = false;
  };
  return {
    update(done, total, note) {
      started ??= { at: now(), done };
      const isNow = terminal
        ? now() - drawnAt >= 100
        : isDue(total === null ? undefined : done / Math.max(1, total));
      if (!isNow) return;
      drawnAt = now();
      const seconds = (now() - started.at) / 1000;
      const speed = seconds < 1 ? "" : ` ${formatBytes((done - started.done) / seconds)}/s`;
      const amount = total === null
        ? formatBytes(done)
        : `${drawn(done / Math.max(1, total))} ${formatBytes(done)} of ${formatBytes(total)}`;
      if (!terminal) return write(`${amount}${speed}  ${note}\n`);
      const width = (options.columns ?? columns()) - 1;
      write(`\r${`${amount}${speed}  ${note}`.slice(0, width)}\x1b[K`);
      shown = true;
    },
    line(text) {
      clear();
      write(`${text}\n`);
    },
    end: clear,
  };
}

function drawn(share: number): string {
  const filled = Math.round(20 * Math.min(1, Math.max(0, share)));
  return `[${"#".repeat(filled)}${".".repeat(20 - filled)}]`;
}

function columns(): number {
  try {
    return Deno.consoleSize().columns;
  } catch {
    return 80;
  }
}
