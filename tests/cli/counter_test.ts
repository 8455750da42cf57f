import { assertEquals } from "@std/assert";
import { counter } from "../../lib/cli/counter.ts";

Deno.test("counter() counts on one line of a terminal, and is silent with --json", () => {
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

Deno.test("counter() prints a line now and then where there is no terminal", () => {
  const written: string[] = [];
  let time = 0;
  const options = { terminal: false, write: (piece: string) => written.push(piece) };
  const count = counter("field", { ...options, now: () => time });
  for (let done = 1; done <= 50; done++) {
    time += 2000;
    count.show(done, 50);
  }
  count.end();
  assertEquals(written, ["  field 15 of 50\n", "  field 30 of 50\n", "  field 45 of 50\n"]);
});
