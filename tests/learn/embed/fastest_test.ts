import { assertEquals, assertRejects } from "@std/assert";
import { fastestEmbedder } from "../../../lib/learn/embed/fastest.ts";

/** Engines that take a time each, and are off by a factor. */
function engines(...given: [name: string, takes: number, factor: number][]) {
  let clock = 0;
  const freed: string[] = [];
  const candidates = given.map(([engine, takes, factor]) => ({
    engine,
    embedder: {
      name: "net",
      size: 2,
      channels: 1,
      length: 4,
      embed: (batch: Float32Array) => {
        clock += takes;
        return Promise.resolve(batch.map((value) => value * factor));
      },
      dispose: () => void freed.push(engine),
    },
  }));
  return { candidates, freed, now: () => clock };
}

Deno.test("the fastest engine that agrees is taken, the others are freed", async () => {
  const { candidates, freed, now } = engines(
    ["first", 100, 1],
    ["wrong", 1, 1.01],
    ["broken", 1, NaN],
    ["good", 50, 1.0005],
    ["slow", 400, 1],
  );
  const { engine, trials } = await fastestEmbedder(candidates, { now });
  assertEquals(engine, "good");
  assertEquals(freed, ["first", "wrong", "broken", "slow"]);
  assertEquals(trials.map(({ speed }) => speed), [40, 4000, 4000, 80, 10]);
  assertEquals(trials.map(({ off }) => off.toExponential(1)), [
    "0.0e+0",
    "1.0e-2",
    "Infinity",
    "5.0e-4",
    "0.0e+0",
  ]);
});

Deno.test("the first engine is the reference and stays where no other agrees", async () => {
  const { candidates, now } = engines(["first", 100, 1], ["wrong", 1, 2]);
  assertEquals((await fastestEmbedder(candidates, { now })).engine, "first");
  await assertRejects(() => fastestEmbedder([], { now }), RangeError, "no engine");
});
