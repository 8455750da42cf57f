import { milestones } from "./milestones.ts";

/** A line on the terminal that says how far the work is. */
export interface Counter {
  /** Shows the count. */
  show(done: number, total: number): void;
  /** Clears the line. */
  end(): void;
}

/**
 * Makes a counter on standard error; where that is no terminal it prints a line now and then, as
 * `milestones` says; with `--json` it is silent.
 *
 * @param what What is counted, for example `field`.
 * @param options Whether standard output is for machines, whether there is a terminal, where text goes,
 * the time.
 *
 * @example
 * ```ts
 * import { counter } from "./counter.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text: string[] = [];
 * const count = counter("field", { terminal: true, write: (piece) => text.push(piece) });
 * count.show(2, 9);
 * assertEquals(text, ["\r  field 2 of 9"]);
 * ```
 */
export function counter(
  what: string,
  { json = false, terminal = Deno.stderr.isTerminal(), write = writeError, now }: {
    /** With `--json`; defaults to false. */
    json?: boolean;
    /** Defaults to whether standard error is one. */
    terminal?: boolean;
    /** Defaults to standard error. */
    write?: (text: string) => void;
    /** The time in ms; defaults to the clock. */
    now?: () => number;
  } = {},
): Counter {
  if (json) return { show: () => {}, end: () => {} };
  if (!terminal) {
    const isDue = milestones(now);
    return {
      show: (done, total) => isDue(done / total) && write(`  ${what} ${done} of ${total}\n`),
      end: () => {},
    };
  }
  return {
    show: (done, total) => write(`\r  ${what} ${done} of ${total}`),
    end: () => write("\r\x1b[K"),
  };
}

function writeError(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}
