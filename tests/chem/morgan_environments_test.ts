import { assertEquals, assertNotEquals } from "@std/assert";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { moleculeGraph } from "../../lib/chem/molecule_graph.ts";
import {
  type MorganEnvironmentOptions,
  morganEnvironments,
} from "../../lib/chem/morgan_environments.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";

const rdkit = await loadRDKit();
const environmentsOf = (smiles: string, options: MorganEnvironmentOptions) =>
  morganEnvironments(rdkit, withMolecule(rdkit, smiles, moleculeGraph), options);

Deno.test("morganEnvironments() of methanol with deuterium are those of Python RDKit", () => {
  // GetBitInfoMap() of GetMorganGenerator(1).GetSparseCountFingerprint(), RDKit 2026.9.1.
  const [atoms, first] = environmentsOf("[2H]C([2H])([2H])OC", { radius: 1 });
  assertEquals(new Set(atoms), new Set([4277593707, 2246728737, 864674487]));
  assertEquals(new Set(first), new Set([3321501200, 1024905891, 2154640335, 3975275337]));
});

Deno.test("morganEnvironments() end where no atom sees a bond that was not covered", () => {
  const rounds = environmentsOf("CCO", { radius: 4 });
  assertEquals(rounds.map((hashes) => hashes.length), [3, 3, 0, 0, 0]);
  assertEquals(environmentsOf("C", { radius: 2 }).map((hashes) => hashes.length), [1, 0, 0]);
});

Deno.test("morganEnvironments() tell mirror images apart only where asked", () => {
  const [left, right] = ["C[C@H](N)O", "C[C@@H](N)O"];
  const plain = (smiles: string) => environmentsOf(smiles!, { radius: 2 });
  const chiral = (smiles: string) => environmentsOf(smiles!, { radius: 2, chirality: true });
  assertEquals(plain(left!), plain(right!));
  assertNotEquals(chiral(left!), chiral(right!));
});
