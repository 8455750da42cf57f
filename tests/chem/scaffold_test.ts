import { assertEquals, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { murckoScaffold } from "../../lib/chem/scaffold.ts";
import { InputError } from "../../lib/core/errors.ts";
import expected from "./fixtures/scaffolds.json" with { type: "json" };

const rdkit = await loadRDKit();
const table = await Deno.readTextFile(new URL("./fixtures/molecules.csv", import.meta.url));
const rows = parse(table, { skipFirstRow: true }) as { name: string; smiles: string }[];

/** Where RDKit cuts a bond of an atom outside the ring, or of phosphorus, and puts no hydrogen there. */
const withoutHydrogen = {
  "NSC 3093": "[NH2+]=c1ccc2cc3ccccc3oc-2c1",
  "NSC 2667": "N1=[PH2]N=[PH2]N=[PH2]1",
  "NSC 3090": "[NH2+]=C1C=CC(=C(c2ccccc2)c2ccccc2)C=C1",
};

Deno.test("murckoScaffold() gives Python RDKit's scaffolds of 500 molecules, but for 3 radicals", () => {
  assertEquals(rows.length, expected.length);
  const others = rows.flatMap(({ name, smiles }, row) => {
    if (expected[row] === null) return [];
    const found = murckoScaffold(rdkit, smiles);
    return found === expected[row] ? [] : [[name, found]];
  });
  assertEquals(Object.fromEntries(others), withoutHydrogen);
});

Deno.test("murckoScaffold() gives a scaffold that can be read where RDKit's own cannot", () => {
  const bad = rows.filter((_, row) => expected[row] === null);
  assertEquals(bad.length, 1);
  const found = murckoScaffold(rdkit, bad[0]!.smiles);
  assertEquals(murckoScaffold(rdkit, found), found);
});

Deno.test("murckoScaffold() names the row of a bad structure", () => {
  const error = assertThrows(() => murckoScaffold(rdkit, "C1CC", { row: 7 }), InputError);
  assertEquals(error.problem.row, 7);
});
