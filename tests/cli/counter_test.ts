import { assertEquals } from "@std/assert";
import { counter } from "../../lib/cli/counter.ts";

Deno.test("counter() counts on one line of a terminal, and is silent elsewhere and with --json", () => {
  for (
    const [options, expected] of [
      [{ terminal: true }, ["\r  field 1 of 2", "\r\x1b[K"]],
      [{ terminal: true, json: true }, []],
      [{ terminal: false }, []],
    ] as const
  ) {
    const written: string[] = [];
    const count = counter("field", { ...options, write: (piece) => written.push(piece) });
    count.show(1, 2);
    count.end();
    assertEquals(written, [...expected]);
  }
});
