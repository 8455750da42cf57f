import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { packed, Shelf, unpacked } from "../../../lib/learn/activation_cache/shelf.ts";
import { memoryStore } from "./memory_store.ts";

const piece = (number: number) => ({ orientation: "same" as const, number, images: 2 });

Deno.test("a shelf holds the first pieces in memory and reads the others from the store", async () => {
  const store = memoryStore(), shelf = new Shelf({ key: "k", each: 4, memory: 8, store });
  await shelf.put(piece(0), new Uint8Array([1, 1, 1, 1, 2, 2, 2, 2]));
  await shelf.put(piece(1), new Uint8Array([3, 3, 3, 3, 4, 4, 4, 4]));
  assertEquals([...await shelf.read(piece(0), 1)], [2, 2, 2, 2]);
  assertEquals(store.reads, 0);
  assertEquals([...await shelf.read(piece(1), 0)], [3, 3, 3, 3]);
  assertEquals(store.reads, 1);
  store.pieces.clear();
  await assertRejects(() => shelf.read(piece(1), 0), Error, "k/same/1");
});

Deno.test("a shelf finds whole pieces of the store only", async () => {
  const store = memoryStore(), shelf = new Shelf({ key: "k", each: 4, memory: 8, store });
  assertEquals(await shelf.find(piece(0)), false);
  store.pieces.set("k/same/0", new Uint8Array(7));
  assertEquals(await shelf.find(piece(0)), false);
  store.pieces.set("k/same/0", new Uint8Array(8));
  assertEquals(await shelf.find(piece(0)), true);
  store.pieces.clear();
  assertEquals((await shelf.read(piece(0), 0)).length, 4);
});

Deno.test("a shelf without a store refuses what memory does not hold", async () => {
  const shelf = new Shelf({ key: "k", each: 4, memory: 4 });
  await assertRejects(() => shelf.put(piece(0), new Uint8Array(8)), RangeError, "k/same/0");
});

Deno.test("packed() refuses what 16 bits cannot hold, and NaN", () => {
  const large = new Float32Array([1, 1e5]);
  assertEquals(unpacked(packed(large, 32, "image 1"), 32), large);
  assertThrows(() => packed(large, 16, "image 1"), Error, "Keep 32 bits");
  assertThrows(() => packed(new Float32Array([NaN]), 32, "image 1"), Error, "NaN");
});

Deno.test("unpacked() reads bytes that begin at an odd place", () => {
  const bytes = new Uint8Array(9);
  bytes.set(packed(new Float32Array([1, 2, 3, 4]), 16, "image 1"), 1);
  assertEquals([...unpacked(bytes.subarray(1), 16)], [1, 2, 3, 4]);
});
