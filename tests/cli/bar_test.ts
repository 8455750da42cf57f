import { assertEquals, assertStringIncludes } from "@std/assert";
import { progressBar } from "../../lib/cli/bar.ts";

Deno.test("progressBar() draws at most ten times a second and never beyond the terminal", () => {
  const text: string[] = [];
  let time = 0;
  const bar = progressBar({
    terminal: true,
    columns: 60,
    write: (piece) => text.push(piece),
    now: () => time,
  });
  for (; time < 1000; time += 10) bar.update(time * 1000, 1_000_000, "a-file-with-a-long-name.zip");
  assertEquals(text.length, 10);
  const visible = text.map((line) => line.replace("\r", "").replace("\x1b[K", ""));
  assertEquals(visible.every((line) => line.length <= 59), true);
  assertStringIncludes(visible[5] ?? "", "[##########..........] 500 kB of 1.0 MB");
});

Deno.test("progressBar() clears itself before a line, and prints only lines where there is no terminal", () => {
  for (const [terminal, first] of [[true, "\r\x1b[K"], [false, "done\n"]] as const) {
    const text: string[] = [];
    const bar = progressBar({ terminal, columns: 60, write: (piece) => text.push(piece) });
    bar.update(5, null, "a.csv");
    if (terminal) assertStringIncludes(text.shift() ?? "", "5 B  a.csv");
    bar.line("done");
    assertEquals(text[0], first);
    bar.end();
    assertEquals(text.at(-1), "done\n");
  }
});

Deno.test("progressBar() prints a line now and then where there is no terminal", () => {
  const text: string[] = [];
  let time = 0;
  const bar = progressBar({
    terminal: false,
    write: (piece) => text.push(piece),
    now: () => time,
  });
  for (let done = 1; done <= 4; done++) {
    time += 20_000;
    bar.update(done * 1000, 4000, "a.csv");
  }
  assertEquals(text, [
    "[##########..........] 2.0 kB of 4.0 kB 50 B/s  a.csv\n",
    "[####################] 4.0 kB of 4.0 kB 50 B/s  a.csv\n",
  ]);
});
