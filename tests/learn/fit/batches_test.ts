import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Random } from "../../../lib/core/random.ts";
import { batchesOf, type BatchesOptions } from "../../../lib/learn/fit/batches.ts";

const read = (i: number, random?: Random) => ({
  inputs: [{ shape: [2], data: new Float32Array([i, random?.uniform() ?? -1]) }],
  target: i,
});

async function rowsOf(count: number, options: BatchesOptions): Promise<number[][]> {
  const rows: number[][] = [];
  for await (const { inputs: [input], targets } of batchesOf(count, read, options)) {
    for (const [i, target] of targets.data.entries()) {
      rows.push([target, ...input!.data.subarray(2 * i, 2 * i + 2)]);
    }
  }
  return rows;
}

Deno.test("batchesOf() gives each example once, the same for an epoch, otherwise for another", async () => {
  const [one, again, other] = await Promise.all(
    [1, 1, 2].map((epoch) => rowsOf(20, { epoch, size: 6 })),
  );
  assertEquals(one, again);
  assert(one!.join() !== other!.join());
  for (const rows of [one!, other!]) {
    assertEquals(rows.map(([i]) => i!).sort((a, b) => a - b), [...Array(20).keys()]);
    assertEquals(new Set(rows.map(([, , noise]) => noise)).size, 20);
  }
});

Deno.test("batchesOf() draws the same streams whatever the size of a batch", async () => {
  assertEquals(await rowsOf(20, { epoch: 3, size: 6 }), await rowsOf(20, { epoch: 3, size: 20 }));
});

Deno.test("batchesOf() without an epoch keeps the order, and gives no stream", async () => {
  assertEquals(await rowsOf(3, { size: 2 }), [[0, 0, -1], [1, 1, -1], [2, 2, -1]]);
});

Deno.test("batchesOf() balances classes and goes through all examples of a class in turn", async () => {
  const balance = [...Array(90).fill(0), ...Array(9).fill(1), 2];
  const rows = await rowsOf(100, { epoch: 1, balance });
  const counts = [0, 1, 2].map((c) => rows.filter(([i]) => balance[i!] === c).length);
  assertEquals(rows.length, 100);
  assert(counts.every((count) => count === 33 || count === 34), `${counts}`);
  const rare = rows.filter(([i]) => balance[i!] === 1).map(([i]) => i!);
  const times = [...Map.groupBy(rare, (i) => i).values()].map(({ length }) => length);
  assertEquals(times.length, 9);
  assert(Math.max(...times) - Math.min(...times) <= 1);
});

Deno.test("batchesOf() passes the error of an example on with its batch, not earlier", async () => {
  const seen: number[] = [];
  const bad = (i: number) => i === 3 ? Promise.reject(new Error("no image")) : read(i);
  await assertRejects(
    async () => {
      for await (const { targets } of batchesOf(6, bad, { size: 2 })) seen.push(targets.data[0]!);
    },
    Error,
    "no image",
  );
  assertEquals(seen, [0]);
});
