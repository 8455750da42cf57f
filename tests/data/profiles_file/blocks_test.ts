import pl from "nodejs-polars";
import { assertEquals } from "@std/assert";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { csvBlocks, frameOf } from "../../../lib/data/profiles_file/blocks.ts";

function wells(count: number, features: number) {
  const meta = pl.DataFrame({ well: Array.from({ length: count }, (_, row) => `W${row}`) });
  const names = Array.from({ length: features }, (_, column) => `f${column}`);
  return makeProfiles(meta, names, Float32Array.from({ length: count * features }, (_, i) => i));
}

Deno.test("csvBlocks() cuts large profiles, writes each row once, and the header first or never", () => {
  const count = 1_000_002, blocks = [...csvBlocks(wells(count, 1))].map(String);
  assertEquals(blocks.map((block) => block.trimEnd().split("\n").length), [1_000_001, 2]);
  assertEquals(blocks[0]!.slice(0, 15), "well,f0\nW0,0.0\n");
  assertEquals(blocks[1], "W1000000,1000000.0\nW1000001,1000001.0\n");
  const bare = [...csvBlocks(wells(2, 1), false)].map(String);
  assertEquals(bare, ["W0,0.0\nW1,1.0\n"]);
});

Deno.test("csvBlocks() of no rows is the header alone", () => {
  assertEquals([...csvBlocks(wells(0, 1))].map(String), ["well,f0\n"]);
});

Deno.test("frameOf() keeps 32 bits, unless they are to be wide", () => {
  const profiles = wells(3, 2);
  const types = [false, true].map((widen) => String(frameOf(profiles, 1, 3, widen).dtypes[1]));
  assertEquals(types, ["DataType(Float32)", "DataType(Float64)"]);
  assertEquals(frameOf(profiles, 1, 3).toRecords(), [
    { well: "W1", f0: 2, f1: 3 },
    { well: "W2", f0: 4, f1: 5 },
  ]);
});
