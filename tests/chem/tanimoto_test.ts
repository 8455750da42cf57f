import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { packCounts } from "../../lib/chem/count_fingerprints.ts";
import { packFingerprints } from "../../lib/chem/fingerprints.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { tanimoto, tanimotoBlocks } from "../../lib/chem/tanimoto.ts";
import { InputError } from "../../lib/core/errors.ts";
import { molecules, reference } from "./digests.ts";

const rdkit = await loadRDKit();
const structures = molecules.slice(100, 130).map(({ smiles }) => smiles);
const prints = packFingerprints(rdkit, structures);

Deno.test("tanimoto() equals RDKit's BulkTanimotoSimilarity, of bits and of counts", () => {
  const { bits, counts } = reference["similarity of 100 to 129"];
  for (
    const [found, expected] of [[prints, bits], [packCounts(rdkit, structures), counts]] as const
  ) {
    const { data } = tanimoto(found);
    for (const [index, value] of expected.flat().entries()) {
      assertAlmostEquals(data[index] as number, value, 1e-12);
    }
  }
});

Deno.test("tanimoto() gives NaN for missing structures, and 0 for molecules without any bit", () => {
  const { data } = tanimoto(packFingerprints(rdkit, ["CCO", null]));
  assertEquals([...data], [1, NaN, NaN, NaN]);
  const present = Uint8Array.of(1, 1);
  const empty = { rows: 2, bits: 32, words: 1, data: new Uint32Array(2), present };
  assertEquals([...tanimoto(empty).data], [0, 0, 0, 0]);
});

Deno.test("tanimoto() compares one list with another", () => {
  const few = packFingerprints(rdkit, structures.slice(0, 3));
  const { rows, cols, data } = tanimoto(few, prints);
  assertEquals([rows, cols], [3, 30]);
  assertEquals(data, tanimoto(prints).data.slice(0, 90));
});

Deno.test("tanimoto() refuses fingerprints of different length or kind", () => {
  const short = packFingerprints(rdkit, ["C"], { bits: 1024 });
  const error = assertThrows(() => tanimoto(prints, short), InputError);
  assertEquals(
    error.message,
    'Cannot compare fingerprints: found "1024 bits", allowed: 2048 bits, as the others have',
  );
  assertThrows(() => tanimoto(prints, packCounts(rdkit, ["C"])), InputError, '"2048 counts"');
});

Deno.test("tanimotoBlocks() gives the rows of tanimoto(), whatever the size of a block", () => {
  const whole = tanimoto(prints).data;
  for (const rows of [1, 7, 30, 100]) {
    // The buffer is shared by the blocks, so each is copied while it holds.
    const copied: number[] = [];
    for (const { block } of tanimotoBlocks(prints, prints, { rows })) copied.push(...block.data);
    assertEquals(Float64Array.from(copied), whole);
  }
});
