import { assertEquals, assertThrows } from "@std/assert";
import {
  fingerprint,
  type FingerprintOptions,
  fingerprintOptions,
} from "../../lib/chem/fingerprint.ts";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { InputError } from "../../lib/core/errors.ts";
import { digest, molecules, onBits, reference } from "./digests.ts";

const rdkit = await loadRDKit();

const cases: Record<string, { options: FingerprintOptions }> = {
  "morgan": { options: {} },
  "morgan, chirality": { options: { chirality: true } },
  "morgan, radius 3, 1024 bits": { options: { radius: 3, bits: 1024 } },
  "rdkit": { options: { kind: "rdkit" } },
  "atom pair": { options: { kind: "atom-pair" } },
  "atom pair, chirality": {
    options: { kind: "atom-pair", chirality: true },
  },
  "torsion": { options: { kind: "torsion" } },
  "torsion, chirality": { options: { kind: "torsion", chirality: true } },
  "maccs": { options: { kind: "maccs" } },
};

Deno.test("fingerprint() equals Python RDKit, bit for bit, on 500 molecules", () => {
  assertEquals(reference.rdkit, rdkit.module.version());
  const differ = new Map(Object.keys(cases).map((name) => [name, [] as string[]]));
  for (const [index, { name, smiles }] of molecules.entries()) {
    withMolecule(rdkit, smiles, (one) => {
      for (const [kind, { options }] of Object.entries(cases)) {
        const found = digest(onBits(fingerprint(one, options)).join(","));
        if (found !== reference.digests[kind]?.[index]) differ.get(kind)?.push(name);
      }
    });
  }
  for (const kind of Object.keys(cases)) assertEquals(differ.get(kind), [], kind);
});

Deno.test("fingerprintOptions() names an option that cannot be", () => {
  const wrong: [FingerprintOptions, string][] = [
    [{ bits: 100 }, "column bits: found 100, allowed: a multiple of 32 from 32 to 65536"],
    [{ bits: 0 }, "column bits: found 0"],
    [{ kind: "maccs", bits: 2048 }, "allowed: 167 for MACCS keys"],
    [{ radius: -1 }, "column radius: found -1, allowed: 0 to 10"],
    [{ kind: "rdkit", chirality: true }, "does not know mirror images"],
  ];
  for (const [options, message] of wrong) {
    assertThrows(() => fingerprintOptions(options), InputError, message);
  }
});
