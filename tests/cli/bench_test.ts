import { assertEquals, assertStringIncludes } from "@std/assert";
import { main } from "../../lib/cli/bench.ts";
import type { Bench } from "../../lib/cli/bench/bench.ts";

const bench = (name: string, run: () => unknown = () => 1): Bench => ({
  name,
  what: `testing ${name}`,
  repeats: 1,
  prepare: () => Promise.resolve({ input: "nothing", run }),
});

async function run(
  args: string[],
  all: Bench[],
): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [], err: string[] = [], saved = console.error;
  console.error = (line: unknown) => err.push(String(line));
  try {
    const code = await main(args, (line) => out.push(line), all);
    return { code, out: out.join("\n"), err: err.join("\n") };
  } finally {
    console.error = saved;
  }
}

Deno.test("bench prints one row a bench, --only chooses, --json gives one document", async () => {
  const all = [bench("one"), bench("two")];
  const table = await run([], all);
  assertEquals([table.code, table.out.split("\n").length], [0, 3]);
  const { code, out } = await run(["--only", "two", "--json"], all);
  const { results } = JSON.parse(out);
  assertEquals([code, results.length, results[0].name], [0, 1, "two"]);
});

Deno.test("bench misses its target where a run has more memory than is promised", async () => {
  const of = (bytes: number): Bench => ({
    ...bench("large"),
    memoryTarget: () => 1e9,
    prepare: () => Promise.resolve({ input: "", run: () => bytes, peakBytes: Number }),
  });
  const kept = await run([], [of(9e8)]), missed = await run([], [of(1.2e9)]);
  assertEquals([kept.code, missed.code], [0, 1]);
  assertStringIncludes(kept.out, "900 MB, ≤ 1.0 GB");
  assertStringIncludes(missed.out, "1.2 GB, ≤ 1.0 GB missed");
});

Deno.test("bench leaves out what runs by name only, unless it is named", async () => {
  const all = [bench("quick"), { ...bench("long"), onlyByName: true }];
  const names = async (...args: string[]) =>
    JSON.parse((await run([...args, "--json"], all)).out).results.map((
      { name }: { name: string },
    ) => name);
  assertEquals(await names(), ["quick"]);
  assertEquals(await names("--only", "long"), ["long"]);
});

Deno.test("bench fails with one line where a bench fails, or its name is unknown", async () => {
  const failing = bench("bad", () => {
    throw new Error("no such luck");
  });
  const { code, err } = await run([], [failing]);
  assertEquals(code, 1);
  assertStringIncludes(err, "bench: no such luck");
  const unknown = await run(["--only", "x"], [bench("one")]);
  assertEquals(unknown.code, 2);
  assertStringIncludes(unknown.err, 'found "x", allowed: one');
  assertEquals((await run(["--fast"], [])).code, 2);
  assertEquals((await run(["--help"], [])).code, 0);
});
