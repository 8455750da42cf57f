import { assertEquals } from "@std/assert";
import { matrixBlocks, neighbourTable, uniqueNames } from "../../../lib/cli/similarity/tables.ts";
import { metaValues } from "../../../lib/core/profiles.ts";

const rows = 70;
const prints = {
  rows,
  bits: 32,
  words: 1,
  data: Uint32Array.from({ length: rows }, (_, row) => row + 1),
  present: new Uint8Array(rows).fill(1),
};
const names = Array.from({ length: rows }, (_, row) => `m${row}`);

Deno.test("matrixBlocks() gives every row once, with names and progress", async () => {
  const done: number[] = [], seen: unknown[] = [], values: number[] = [];
  for await (const block of matrixBlocks(names, prints, (rows) => done.push(rows))) {
    seen.push(...metaValues(block.meta, "Metadata_Compound"));
    values.push(...block.values);
  }
  assertEquals([seen, done.at(-1)], [names, rows]);
  assertEquals(names.map((_, row) => values[row * rows + row]), new Array(rows).fill(1));
});

Deno.test("uniqueNames() tells names that stand twice apart by their row", () => {
  assertEquals(uniqueNames(["a", "a", "b", "a"]), ["a", "a (row 2)", "b", "a (row 4)"]);
});

Deno.test("neighbourTable() leaves out places without a neighbour", () => {
  const { meta, values } = neighbourTable(["a", "b"], {
    rows: 2,
    count: 2,
    neighbour: Int32Array.of(1, -1, 0, -1),
    similarity: Float64Array.of(0.5, NaN, 0.5, NaN),
  });
  assertEquals(meta.rows(), [["a", 1, "b"], ["b", 1, "a"]]);
  assertEquals([...values], [0.5, 0.5]);
});
