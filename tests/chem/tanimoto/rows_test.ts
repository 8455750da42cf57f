import { assertEquals } from "@std/assert";
import type { Fingerprints } from "../../../lib/chem/fingerprints.ts";
import { compareRows } from "../../../lib/chem/tanimoto/rows.ts";
import { Random } from "../../../lib/core/random.ts";

/** Fingerprints whose bits are set by chance. */
function random(rows: number, bits: number, share: number, seed: number): Fingerprints {
  const stream = new Random(seed), words = Math.ceil(bits / 32);
  const data = new Uint32Array(rows * words);
  for (let row = 0; row < rows; row++) {
    for (let bit = 0; bit < bits; bit++) {
      if (stream.uniform() >= share) continue;
      const word = row * words + (bit >>> 5);
      data[word] = data[word] as number | 1 << (bit & 31);
    }
  }
  return { rows, bits, words, data, present: new Uint8Array(rows).fill(1) };
}

function has({ words, data }: Fingerprints, row: number, bit: number): boolean {
  return (data[row * words + (bit >>> 5)] as number >>> (bit & 31) & 1) === 1;
}

for (const share of [0.02, 0.6]) {
  Deno.test(`compareRows() counts bits one by one where a share of ${share} is set`, () => {
    for (const bits of [167, 32, 1024, 2048]) {
      const prints = random(12, bits, share, bits);
      const similarity = new Float64Array(12);
      for (let row = 0; row < 12; row++) {
        compareRows(prints, prints)(row, similarity, 12);
        for (let other = 0; other < 12; other++) {
          let both = 0, either = 0;
          for (let bit = 0; bit < bits; bit++) {
            const [a, b] = [has(prints, row, bit), has(prints, other, bit)];
            both += Number(a && b);
            either += Number(a || b);
          }
          assertEquals(similarity[other], either === 0 ? 0 : both / either);
        }
      }
    }
  });
}

Deno.test("compareRows() writes only what comes before the end", () => {
  const prints = random(5, 64, 0.5, 1);
  const similarity = new Float64Array(5).fill(-1);
  compareRows(prints, prints)(4, similarity, 3);
  assertEquals([...similarity.subarray(3)], [-1, -1]);
});
