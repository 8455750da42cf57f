import { assertEquals } from "@std/assert";
import { packFingerprints } from "../../lib/chem/fingerprints.ts";
import { nearest } from "../../lib/chem/nearest.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { tanimoto } from "../../lib/chem/tanimoto.ts";
import { molecules } from "./digests.ts";

const rdkit = await loadRDKit();
const smiles = molecules.slice(60, 120).map((molecule) => molecule.smiles);

Deno.test("nearest() gives the best of each row of the matrix, without itself", () => {
  const prints = packFingerprints(rdkit, smiles);
  const { data, cols } = tanimoto(prints);
  const { neighbour, similarity } = nearest(prints, prints, { count: 5 });
  for (let row = 0; row < prints.rows; row++) {
    const sorted = [...data.subarray(row * cols, (row + 1) * cols).entries()]
      .filter(([other]) => other !== row)
      .sort(([a, x], [b, y]) => y - x || a - b).slice(0, 5);
    assertEquals([...neighbour.subarray(row * 5, row * 5 + 5)], sorted.map(([other]) => other));
    assertEquals([...similarity.subarray(row * 5, row * 5 + 5)], sorted.map(([, value]) => value));
  }
});

Deno.test("nearest() gives missing structures no neighbours, and marks places without one", () => {
  const prints = packFingerprints(rdkit, ["CCO", null, "CCN"]);
  const { neighbour, similarity } = nearest(prints, prints, { count: 2 });
  assertEquals([...neighbour], [2, -1, -1, -1, 0, -1]);
  assertEquals(similarity.filter(Number.isNaN).length, 4);
});

Deno.test("nearest() looks in another list and tells how far it is", () => {
  const prints = packFingerprints(rdkit, smiles),
    first = packFingerprints(rdkit, smiles.slice(0, 3));
  const done: number[] = [];
  const { neighbour } = nearest(first, prints, { count: 1, onRow: (rows) => done.push(rows) });
  assertEquals([...neighbour], [0, 1, 2]);
  assertEquals(done, [1, 2, 3]);
});
