/** A line on the terminal that says how far the work is. */
export interface Counter {
  /** Shows the count. */
  show(done: number, total: number): void;
  /** Clears the line. */
  end(): void;
}

/**
 * Makes a counter on standard error; where that is no terminal, or `--json` was given, it is silent.
 *
 * @param what What is counted, for example `field`.
 * @param options Whether standard output is for machines, whether there is a terminal, where text goes.
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
  { json = false, terminal = Deno.stderr.isTerminal(), write = writeError }: {
    /** With `--json`; defaults to false. */
    json?: boolean;
    /** Defaults to whether standard error is one. */
    terminal?: boolean;
    /** Defaults to standard error. */
    write?: (text: string) => void;
  } = {},
): Counter {
  const on = terminal && !json;
  return {
    show: (done, total) => on && write(`\r  ${what} ${done} of ${total}`),
    end: () => on && write("\r\x1b[K"),
  };
}

function writeError(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}
