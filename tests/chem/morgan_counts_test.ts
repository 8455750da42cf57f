import { assertEquals, assertThrows } from "@std/assert";
import { withMolecule } from "../../lib/chem/molecule.ts";
import {
  type MorganCountOptions,
  morganCountOptions,
  morganCounts,
} from "../../lib/chem/morgan_counts.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { InputError } from "../../lib/core/errors.ts";
import { digest, molecules, reference } from "./digests.ts";

const rdkit = await loadRDKit();

const cases: Record<string, { options: MorganCountOptions }> = {
  "counts": { options: {} },
  "counts, radius 3, 1024 bits": { options: { radius: 3, bits: 1024 } },
  "counts, chirality": { options: { chirality: true } },
};

Deno.test("morganCounts() equals Python RDKit on 500 molecules", () => {
  const differ = new Map(Object.keys(cases).map((name) => [name, [] as string[]]));
  for (const [index, { name, smiles }] of molecules.entries()) {
    withMolecule(rdkit, smiles, (one) => {
      for (const [kind, { options }] of Object.entries(cases)) {
        const text = [...morganCounts(rdkit, one, options).entries()]
          .filter(([, count]) => count > 0).map((entry) => entry.join(":")).join(",");
        if (digest(text) !== reference.digests[kind]?.[index]) differ.get(kind)?.push(name);
      }
    });
  }
  for (const kind of Object.keys(cases)) assertEquals(differ.get(kind), [], kind);
});

Deno.test("morganCountOptions() refuses sizes that cannot be", () => {
  for (const bits of [0, 1.5, 65537]) {
    assertThrows(() => morganCountOptions({ bits }), InputError, "column bits: found");
  }
  assertThrows(() => morganCountOptions({ radius: 11 }), InputError, "a whole number from 0 to 10");
  assertEquals(morganCountOptions({ bits: 1000, radius: 0 }).bits, 1000);
});
