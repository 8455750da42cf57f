import { assertEquals } from "@std/assert";
import { overlapByPopcount, popcount } from "../../../lib/chem/tanimoto/popcount.ts";

Deno.test("popcount() counts each bit of a word", () => {
  for (let bit = 0; bit < 32; bit++) {
    assertEquals(popcount(1 << bit), 1);
    assertEquals(popcount(~(1 << bit)), 31);
  }
});

Deno.test("overlapByPopcount() counts all bits of full words, with and without a rest", () => {
  for (const words of [1, 6, 8, 13, 64]) {
    const data = new Uint32Array(words).fill(0xffffffff);
    const prints = { rows: 1, bits: 32 * words, words, data, present: Uint8Array.of(1) };
    const common = new Uint32Array(1);
    overlapByPopcount(prints, prints)(0, common, 1);
    assertEquals(common[0], 32 * words);
  }
});
