import { describe } from "../chem/descriptor.ts";
import { packFingerprints } from "../chem/fingerprints.ts";
import type { RDKit } from "../chem/rdkit.ts";
import type { Matrix } from "../core/matrix.ts";

/** Number of the first structure features that are bits of a fingerprint. */
export const structureBits = 2048;

/**
 * Features of structures: 2048 bits of the Morgan fingerprint, then 217 descriptors where wanted.
 *
 * @param rdkit From `loadRDKit`.
 * @param smiles Structures [c].
 * @param descriptors Whether there are descriptors.
 * @returns Features [c × 2048 or 2265]; NaN where a descriptor has no value.
 * @throws {InputError} naming the row of a structure that cannot be read.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "../chem/rdkit.ts";
 * import { structureFeatures } from "./structure_features.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { data } = structureFeatures(await loadRDKit(), ["C"], false);
 * assertEquals(data.reduce((sum, bit) => sum + bit, 0), 1);
 * ```
 */
export function structureFeatures(
  rdkit: RDKit,
  smiles: readonly string[],
  descriptors: boolean,
): Matrix<Float32Array> {
  const prints = packFingerprints(rdkit, smiles);
  const more = descriptors ? describe(rdkit, smiles).profiles : undefined;
  const extra = more?.features.length ?? 0, cols = structureBits + extra;
  const data = new Float32Array(smiles.length * cols);
  for (let row = 0; row < smiles.length; row++) {
    for (let bit = 0; bit < structureBits; bit++) {
      data[row * cols + bit] = prints.data[row * prints.words + (bit >>> 5)]! >>> (bit & 31) & 1;
    }
    data.set(
      more?.values.subarray(row * extra, (row + 1) * extra) ?? [],
      row * cols + structureBits,
    );
  }
  return { rows: smiles.length, cols, data };
}
