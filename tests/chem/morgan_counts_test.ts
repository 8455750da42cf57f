import { assertEquals } from "@std/assert";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { type MorganCountOptions, morganCounts } from "../../lib/chem/morgan_counts.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
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
