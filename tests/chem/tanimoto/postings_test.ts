import { assertEquals } from "@std/assert";
import { overlapByPostings, unpack } from "../../../lib/chem/tanimoto/postings.ts";

Deno.test("unpack() lists the bits of each row, also the highest of a word", () => {
  const data = Uint32Array.of(0x80000001, 0, 0, 0x80000000);
  const prints = { rows: 2, bits: 64, words: 2, data, present: Uint8Array.of(1, 1) };
  const { start, at } = unpack(prints);
  assertEquals([...start], [0, 2, 3]);
  assertEquals([...at].map((bit) => bit % 64), [0, 31, 63]);
});

Deno.test("overlapByPostings() sums the smaller counts, rows without any among them", () => {
  const left = {
    rows: 1,
    bits: 4,
    start: Int32Array.of(0, 3),
    at: Int32Array.of(0, 1, 3),
    count: Uint16Array.of(5, 1, 2),
  };
  const right = {
    rows: 3,
    bits: 4,
    start: Int32Array.of(0, 2, 2, 3),
    at: Int32Array.of(0, 1, 3),
    count: Uint16Array.of(2, 9, 2),
  };
  const common = new Uint32Array(3).fill(99);
  overlapByPostings(left, right)(0, common, 3);
  assertEquals([...common], [3, 0, 2]);
});
