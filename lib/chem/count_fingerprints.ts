import { type MoleculePlace, withMolecule } from "./molecule.ts";
import { type MorganCountOptions, morganCounts } from "./morgan_counts.ts";
import type { RDKit } from "./rdkit.ts";

/** Count fingerprints of many molecules, only what is not 0. */
export interface CountFingerprints {
  /** Number of molecules, those without structure among them. */
  rows: number;
  /** Counters of each. */
  bits: number;
  /** Start of each row's part of `at` and `count` [rows + 1]. */
  start: Int32Array;
  /** Counters that are not 0, rising within a row. */
  at: Int32Array;
  /** Their counts. */
  count: Uint16Array;
  /** 1 where there is a structure, 0 where it is missing [rows]. */
  present: Uint8Array;
}

/**
 * The Morgan count fingerprints of a list of structures; a missing structure keeps its row.
 *
 * @param rdkit From `loadRDKit`.
 * @param structures SMILES, null where there is none [rows].
 * @param options Size.
 * @param place Where row 0 stands in the input, for errors; rows count on from there.
 * @throws {InputError} with the 1-based row, text and RDKit's reason for a bad structure.
 *
 * @example
 * ```ts
 * import { packCounts } from "./count_fingerprints.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { start, count } = packCounts(await loadRDKit(), ["CCC", null]);
 * assertEquals([...start], [0, 4, 4]);
 * assertEquals([...count].toSorted(), [1, 1, 2, 2]);
 * ```
 */
export function packCounts(
  rdkit: RDKit,
  structures: readonly (string | null)[],
  options: MorganCountOptions = {},
  place: Pick<MoleculePlace, "file" | "column"> = {},
): CountFingerprints {
  const start = new Int32Array(structures.length + 1);
  const present = new Uint8Array(structures.length);
  const at: number[] = [], count: number[] = [];
  for (const [row, smiles] of structures.entries()) {
    if (smiles !== null) {
      const read = { ...place, row: row + 1 };
      const all = withMolecule(rdkit, smiles, (one) => morganCounts(rdkit, one, options), read);
      for (let bit = 0; bit < all.length; bit++) {
        if (all[bit] === 0) continue;
        at.push(bit);
        count.push(all[bit]!);
      }
      present[row] = 1;
    }
    start[row + 1] = at.length;
  }
  return {
    rows: structures.length,
    bits: options.bits ?? 2048,
    start,
    at: Int32Array.from(at),
    count: Uint16Array.from(count),
    present,
  };
}
