import { assertEquals, assertInstanceOf, assertMatch, assertThrows } from "@std/assert";
import { withMolecule, withPattern } from "../../lib/chem/molecule.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { InputError } from "../../lib/core/errors.ts";

const rdkit = await loadRDKit();
const canonical = (smiles: string) =>
  withMolecule(rdkit, smiles, (molecule) => molecule.get_smiles());

Deno.test("withMolecule() names row, compound, text and RDKit's reason", () => {
  const place = { file: "compounds.csv", row: 7, column: "smiles", name: "taxol" };
  const error = assertThrows(() => withMolecule(rdkit, "C1CC", () => 0, place), InputError);
  assertEquals(
    error.message,
    'Cannot read taxol: compounds.csv, line 8, column smiles: found "C1CC", allowed: a SMILES ' +
      "that RDKit reads. RDKit says: SMILES Parse Error: unclosed ring",
  );
  const reasons = {
    "C(C)(C)(C)(C)C": "Explicit valence for atom # 0 C, 5, is greater than permitted",
    "c1cccc1": "Can't kekulize mol. Unkekulized atoms: 0 1 2 3 4",
    "CC(": "syntax error while parsing: CC(",
    "[Xx]": "check for mistakes around position 2",
  };
  for (const [smiles, reason] of Object.entries(reasons)) {
    assertThrows(() => canonical(smiles), InputError, reason);
  }
});

Deno.test("withMolecule() refuses what RDKit would cut off or take as no atoms", () => {
  assertThrows(() => canonical(""), InputError, "It is empty");
  assertThrows(() => canonical("  "), InputError, "It is empty");
  assertThrows(() => canonical("CC "), InputError, 'The character " " cannot be in a SMILES');
  assertThrows(() => canonical("CC O"), InputError, "only what stands before it is a SMILES");
  assertThrows(() => canonical("CC\u00e9"), InputError, 'The character "\u00e9"');
});

Deno.test("withMolecule() frees the molecule when the work on it fails", () => {
  let kept: { isDeleted(): boolean } | undefined;
  assertThrows(
    () =>
      withMolecule(rdkit, "CCO", (molecule) => {
        kept = molecule;
        throw new RangeError("the work failed");
      }),
    RangeError,
    "the work failed",
  );
  assertEquals(kept?.isDeleted(), true);
});

Deno.test("withMolecule() reads inorganic molecules and mixtures", () => {
  assertEquals(canonical("N[Pt](N)(Cl)Cl"), "[NH2][Pt]([NH2])([Cl])[Cl]");
  assertEquals(canonical("[Cl-].[Na+]"), "[Cl-].[Na+]");
});

Deno.test("withMolecule() reads a molecule of 1,000 atoms", () => {
  assertEquals(canonical("C".repeat(1000)), "C".repeat(1000));
});

Deno.test("withMolecule() reports a molecule too large, and RDKit stays usable", () => {
  for (const atoms of [5000, 20_000]) {
    const error = assertThrows(() => canonical("C".repeat(atoms)), InputError);
    assertMatch(error.message, new RegExp(`found "C{77}…".*too large .*: ${atoms} characters$`));
    assertEquals(canonical("C".repeat(300)), "C".repeat(300));
  }
});

Deno.test("withMolecule() holds no memory over 5,000 molecules and errors", () => {
  // Memory grows in steps of some MiB, so one run of the loop comes first to fill what is free. The
  // same over 100,000 molecules (rounds = 20), with cleaning, graphs and pictures among them, was run
  // by hand once and grew by nothing.
  const rounds = 1;
  const good = ["CCO", "c1ccncc1", "C[C@H](N)C(=O)O"];
  const bad = ["C1CC", "CN(C)(C)C"];
  const run = (count: number) => {
    for (let i = 0; i < count; i++) {
      const smiles = (i % 50 === 0 ? bad : good)[i % (i % 50 === 0 ? 2 : 3)] as string;
      try {
        withMolecule(rdkit, smiles, (molecule) => molecule.get_morgan_fp_as_uint8array());
      } catch (error) {
        assertInstanceOf(error, InputError);
      }
    }
  };
  run(1000);
  const before = rdkit.memory();
  run(rounds * 5000);
  assertEquals(rdkit.memory(), before);
});

Deno.test("withPattern() finds a substructure and names a bad SMARTS", () => {
  const found = withPattern(
    rdkit,
    "c1ccccc1",
    (pattern) =>
      withMolecule(rdkit, "Cc1ccccc1", (molecule) => molecule.get_substruct_match(pattern)),
  );
  assertEquals(JSON.parse(found).atoms, [1, 2, 3, 4, 5, 6]);
  assertThrows(() => withPattern(rdkit, "[C", () => 0), InputError, 'found "[C"');
  assertThrows(() => withPattern(rdkit, "", () => 0), InputError, "It is empty");
});

Deno.test("withMolecule() keeps the configuration of bridgehead nitrogens", () => {
  const quinuclidine = "C[C@@H]1C[N@]2CC[C@H]1C[C@H]2O";
  assertEquals(canonical(quinuclidine).match(/\[N@+\]/g)?.length, 1);
});

Deno.test("withMolecule() takes hydrogens written as atoms into their neighbours, isotopes stay", () => {
  assertEquals(canonical("[H]C([H])([H])O[H]"), "CO");
  assertEquals(canonical("[#1]O[#1]"), "O");
  assertEquals(canonical("[2H]OC"), "[2H]OC");
  assertEquals(canonical("Cl[Hg]Cl"), "[Cl][Hg][Cl]");
});

Deno.test("withMolecule() says which notation it was given instead of a SMILES", () => {
  const said = (text: string) =>
    assertThrows(() => withMolecule(rdkit, text, () => 0), InputError).problem.hint ?? "";
  const ethanol = "InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3";
  assertEquals(said(ethanol).startsWith("It is an InChI: convert it"), true);
  assertEquals(said("LFQSCWFLJHTTHZ-UHFFFAOYSA-N").startsWith("It is an InChIKey, which"), true);
  assertEquals(said("C[C@H](O)CC |&1:1|").startsWith("It is a CXSMILES: only"), true);
  assertEquals(said("CCO ethanol").startsWith("There is more after a space"), true);
  assertEquals(said("C1CC").startsWith("RDKit says"), true);
});
