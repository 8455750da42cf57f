import { fingerprint, type FingerprintOptions, fingerprintOptions } from "./fingerprint.ts";
import { type MoleculePlace, withMolecule } from "./molecule.ts";
import type { RDKit } from "./rdkit.ts";

/** Fingerprints of many molecules in one array. */
export interface Fingerprints {
  /** Number of molecules, those without structure among them. */
  rows: number;
  /** Bits of each. */
  bits: number;
  /** Words of 32 bits in a row. */
  words: number;
  /** Row after row [rows × words]; bit i of a row is bit i % 32 of its word ⌊i / 32⌋. */
  data: Uint32Array;
  /** 1 where there is a structure, 0 where it is missing [rows]. */
  present: Uint8Array;
}

/**
 * The fingerprints of a list of structures.
 *
 * A missing structure keeps its row, which is empty and marked, so that rows stay those of the
 * caller's table.
 *
 * @param rdkit From `loadRDKit`.
 * @param structures SMILES, null where there is none [rows].
 * @param options Kind and size.
 * @param place Where row 0 stands in the input, for errors; rows count on from there.
 * @throws {InputError} with the 1-based row, text and RDKit's reason for a bad structure, and for
 * options that cannot be.
 *
 * @example
 * ```ts
 * import { packFingerprints } from "./fingerprints.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { rows, words, present } = packFingerprints(await loadRDKit(), ["CCO", null]);
 * assertEquals([rows, words, ...present], [2, 64, 1, 0]);
 * ```
 */
export function packFingerprints(
  rdkit: RDKit,
  structures: readonly (string | null)[],
  options: FingerprintOptions = {},
  place: Pick<MoleculePlace, "file" | "column"> = {},
): Fingerprints {
  const full = fingerprintOptions(options);
  const rows = structures.length, words = Math.ceil(full.bits / 32);
  const data = new Uint32Array(rows * words), present = new Uint8Array(rows);
  for (const [row, smiles] of structures.entries()) {
    if (smiles === null) continue;
    const one = withMolecule(rdkit, smiles, (molecule) => fingerprint(molecule, full), {
      ...place,
      row: row + 1,
    });
    data.set(one, row * words);
    present[row] = 1;
  }
  return { rows, bits: full.bits, words, data, present };
}
