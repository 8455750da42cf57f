import { describe, type Description } from "../../chem/descriptor.ts";
import { loadRDKit } from "../../chem/rdkit.ts";
import { InputError } from "../../core/errors.ts";
import { featureValues, metaValues } from "../../core/profiles.ts";
import { readCompounds } from "../../data/compounds.ts";
import type { Bench } from "./bench.ts";

/** All descriptors of the public structures of BBBC021, read from SMILES each time. */
export const descriptorsBench: Bench = {
  name: "descriptors",
  what: "RDKit's 217 descriptors, from SMILES",
  target: 1,
  peer: {
    name: "RDKit's CalcMolDescriptors",
    packages: ["rdkit==2026.9.1", "numpy==2.3.5"],
    script: new URL("./descriptors.py", import.meta.url),
  },
  prepare: async (folder) => {
    const { table } = await readCompounds();
    const structures = metaValues(table, "smiles").filter((smiles) => smiles !== null) as string[];
    const rdkit = await loadRDKit(), path = `${folder}/structures.smi`;
    await Deno.writeTextFile(path, structures.join("\n"));
    return {
      input: `${structures.length} structures`,
      peerInput: path,
      run: () => describe(rdkit, structures),
      check: (ours, peer) => {
        const values = featureValues((ours as Description).profiles, "BertzCT");
        const sum = values.reduce((all, value) => all + value, 0);
        if (Math.abs(sum - Number(peer)) > 1e-6 * sum) {
          throw new InputError("Two sums of complexities differ", { found: [sum, peer] });
        }
      },
    };
  },
};
