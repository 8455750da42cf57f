import { assert, assertEquals } from "@std/assert";
import type { Cells } from "../../../lib/cli/train/cells.ts";
import { cellBatches, vectorsOf } from "../../../lib/cli/train/vectors.ts";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { hcsSmall } from "../../../lib/learn/nets/hcs_small.ts";

const { tf } = await openBackend({ log: () => {} });
const random = new Random(1), side = 68;
const cells: Cells = {
  side,
  channels: 1,
  limits: new Map([["P", [{ low: 0, high: 1000 }]]]),
  cells: Array.from({ length: 3 }, (_, i) => ({
    plate: "P",
    well: `A0${i}`,
    site: 1,
    week: "1",
    compound: "DMSO",
    concentration: "0",
    moa: null,
    crop: Uint16Array.from({ length: side * side }, () => random.integer(1000)),
  })),
};

async function imagesOf(epoch?: number): Promise<Float32Array> {
  const options = epoch === undefined ? {} : { epoch };
  for await (const { inputs, name } of cellBatches(cells, [2, 0], [0, 0], options)) {
    assert(name!.includes("a cell of P A0"));
    return inputs[0]!.data as Float32Array;
  }
  throw new Error("no batch");
}

Deno.test("cellBatches() takes the middle of each cell, augmented the same way for an epoch", async () => {
  const plain = await imagesOf(), first = await imagesOf(1);
  assertEquals(plain.length, 2 * 64 * 64);
  assertEquals(plain[0], Math.fround(cells.cells[2]!.crop[2 * side + 2]! / 1000));
  assertEquals(await imagesOf(1), first);
  assert(first.some((value, i) => value !== plain[i]));
});

Deno.test("vectorsOf() gives 192 numbers a cell, in their order, and no tensor leaks", async () => {
  const network = hcsSmall({ channels: 1, classes: 2 }, new Random(1));
  const before = tf.memory().numTensors;
  const all = await vectorsOf(tf, network, cells);
  assertEquals(all.length, 3 * 192);
  const last = await vectorsOf(tf, network, { ...cells, cells: cells.cells.slice(2) });
  last.forEach((value, i) => assert(Math.abs(value - all[2 * 192 + i]!) < 1e-5));
  assertEquals(tf.memory().numTensors, before);
});
