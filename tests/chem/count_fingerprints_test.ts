import { assertEquals, assertThrows } from "@std/assert";
import { packCounts } from "../../lib/chem/count_fingerprints.ts";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { morganCounts } from "../../lib/chem/morgan_counts.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { InputError } from "../../lib/core/errors.ts";

const rdkit = await loadRDKit();

Deno.test("packCounts() holds what is not 0, and the row of a missing structure", () => {
  const { rows, start, at, count, present } = packCounts(rdkit, [null, "CC(C)CO"], { bits: 64 });
  assertEquals([rows, start[1], ...present], [2, 0, 0, 1]);
  const whole = new Uint16Array(64);
  at.forEach((bit, entry) => whole[bit] = count[entry] as number);
  const one = withMolecule(rdkit, "CC(C)CO", (one) => morganCounts(rdkit, one, { bits: 64 }));
  assertEquals(whole, one);
});

Deno.test("packCounts() names the row of a bad structure", () => {
  assertThrows(() => packCounts(rdkit, ["C", null, "C("]), InputError, "row 3");
});
