import { describe } from "../chem/descriptor.ts";
import { descriptorDistances } from "../chem/distance.ts";
import type { FingerprintOptions } from "../chem/fingerprint.ts";
import { type Fingerprints, packFingerprints } from "../chem/fingerprints.ts";
import type { RDKit } from "../chem/rdkit.ts";
import { tanimoto } from "../chem/tanimoto.ts";
import { counted } from "../core/counted.ts";
import type { Matrix } from "../core/matrix.ts";
import { someNames } from "../core/some_names.ts";
import { linearKernel } from "./kernel.ts";
import type { AnyMatrix } from "./pairs.ts";

/** Objects as distances, and as a kernel. */
export interface Space {
  /** Symmetric [n × n]. */
  distances: AnyMatrix;
  /** Linear kernel of the features [n × n]. */
  kernel: AnyMatrix;
}

/** Molecules as a space, and what is to be known about it. */
export interface StructureSpace extends Space {
  /** What could not be compared, in words. */
  notes: string[];
}

/** What molecules are compared by: a kind of fingerprint, or RDKit's descriptors. */
export type StructureKind = NonNullable<FingerprintOptions["kind"]> | "descriptors";

/**
 * Molecules as a space: Tanimoto distance 1 − T and the linear kernel of bits, or cosine distance of
 * standardised descriptors and the kernel that belongs to it, the cosine. Descriptors that have no value
 * for some molecule are left out, and named.
 *
 * @param rdkit From `loadRDKit`.
 * @param structures SMILES that can be read, cleaned before [n].
 * @param kind What is compared; defaults to *morgan* (radius 2, 2048 bits).
 * @throws {InputError} with row, text and RDKit's reason for a bad structure.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "../chem/rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { distances, kernel } = structureSpace(await loadRDKit(), ["CCO", "OCC", "c1ccccc1"]);
 * assertEquals([...distances.data.subarray(0, 3)], [0, 0, 1]);
 * assertEquals(kernel.rows, 3);
 * ```
 */
export function structureSpace(
  rdkit: RDKit,
  structures: readonly string[],
  kind: StructureKind = "morgan",
): StructureSpace {
  if (kind === "descriptors") {
    const { profiles: { features, values } } = describe(rdkit, structures);
    const matrix = { rows: structures.length, cols: features.length, data: values };
    const { distances, notFinite } = descriptorDistances(matrix);
    const notes = notFinite.length === 0 ? [] : [
      `${counted(notFinite.length, "descriptor")} of ${features.length} without a value for some ` +
      `compound, left out: ${someNames(notFinite.map((column) => features[column]!))}`,
    ];
    return { distances, kernel: oneMinus(distances), notes };
  }
  const prints = packFingerprints(rdkit, structures, { kind });
  return {
    distances: oneMinus(tanimoto(prints)),
    kernel: linearKernel(bitMatrix(prints)),
    notes: [],
  };
}

function oneMinus({ rows, cols, data }: Matrix): Matrix {
  return { rows, cols, data: data.map((value) => 1 - value) };
}

function bitMatrix({ rows, bits, words, data }: Fingerprints): Matrix {
  const unpacked = new Float64Array(rows * bits);
  for (let row = 0; row < rows; row++) {
    for (let bit = 0; bit < bits; bit++) {
      unpacked[row * bits + bit] = data[row * words + (bit >>> 5)]! >>> (bit & 31) & 1;
    }
  }
  return { rows, cols: bits, data: unpacked };
}
