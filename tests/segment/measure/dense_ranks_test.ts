import { assertEquals } from "@std/assert";
import { denseRanks } from "../../../lib/segment/measure/dense_ranks.ts";

Deno.test("denseRanks() gives equal values one rank, over all objects and not outside them", () => {
  const data = new Uint16Array([7, 300, 7, 2, 65535, 0]);
  const { rankOf, levels } = denseRanks(data, new Int32Array([1, 1, 4, 0, 4, 9]));
  assertEquals([0, 7, 300, 65535].map((value) => rankOf[value]), [0, 1, 2, 3]);
  assertEquals(levels, 4);
});

Deno.test("denseRanks() ranks all values that 16 bits have", () => {
  const data = Uint16Array.from({ length: 65536 }, (_, i) => i);
  const { rankOf, levels } = denseRanks(data, new Int32Array(65536).fill(1));
  assertEquals(rankOf, data);
  assertEquals(levels, 65536);
});

Deno.test("denseRanks() of a field without objects has no levels", () => {
  assertEquals(denseRanks(new Uint16Array([3, 4]), new Int32Array(2)).levels, 0);
});
