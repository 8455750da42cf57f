import type { Mol } from "@rdkit/rdkit";
import { InputError } from "../core/errors.ts";

/** The kinds of fingerprint. */
export const fingerprintKinds = ["morgan", "rdkit", "atom-pair", "torsion", "maccs"] as const;

/** A kind of fingerprint. */
export type FingerprintKind = typeof fingerprintKinds[number];

/** What a fingerprint holds. */
export interface FingerprintOptions {
  /**
   * `morgan`: surroundings of each atom; `rdkit`: paths and branched paths; `atom-pair`: pairs of
   * atoms with their distance; `torsion`: chains of four atoms; `maccs`: 166 substructures by name.
   * Defaults to `morgan`.
   */
  kind?: FingerprintKind;
  /** Number of bits, a multiple of 32; MACCS has 167 always; defaults to 2048. */
  bits?: number;
  /** Bonds around each atom, for `morgan`; defaults to 2. */
  radius?: number;
  /** Whether mirror images differ, for `morgan`, `atom-pair` and `torsion`; defaults to false. */
  chirality?: boolean;
}

/**
 * The options with their defaults.
 *
 * @throws {InputError} for options that cannot be or do not go together.
 *
 * @example
 * ```ts
 * import { fingerprintOptions } from "./fingerprint.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(fingerprintOptions({ kind: "maccs" }).bits, 167);
 * ```
 */
export function fingerprintOptions(options: FingerprintOptions = {}): Required<FingerprintOptions> {
  const { kind = "morgan", radius = 2, chirality = false } = options;
  const { bits = kind === "maccs" ? 167 : 2048 } = options;
  const attempted = "Cannot make fingerprints";
  if (!fingerprintKinds.includes(kind)) {
    throw new InputError(attempted, {
      column: "kind",
      found: kind,
      allowed: fingerprintKinds.join(", "),
    });
  }
  const allowed = kind === "maccs" ? "167 for MACCS keys" : "a multiple of 32 from 32 to 65536";
  const fits = kind === "maccs" ? bits === 167 : bits % 32 === 0 && bits >= 32 && bits <= 65536;
  if (!fits) throw new InputError(attempted, { column: "bits", found: bits, allowed });
  if (!Number.isInteger(radius) || radius < 0 || radius > 10) {
    throw new InputError(attempted, { column: "radius", found: radius, allowed: "0 to 10" });
  }
  if (chirality && (kind === "maccs" || kind === "rdkit")) {
    const allowed = "false, because the kind does not know mirror images";
    throw new InputError(attempted, { column: "chirality", found: true, allowed });
  }
  return { kind, bits, radius, chirality };
}

/**
 * The fingerprint of a molecule, bit for bit as Python's RDKit makes it (`rdFingerprintGenerator`
 * and `GetMACCSKeysFingerprint` of release 2026.09.1).
 *
 * @param molecule RDKit's object, still alive.
 * @param options Kind and size.
 * @returns Bit i is bit i % 32 of word ⌊i / 32⌋ [⌈bits / 32⌉].
 * @throws {InputError} for options that cannot be.
 *
 * @example
 * ```ts
 * import { fingerprint } from "./fingerprint.ts";
 * import { withMolecule } from "./molecule.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const words = withMolecule(await loadRDKit(), "CCO", (molecule) => fingerprint(molecule));
 * assertEquals(words.length, 64);
 * ```
 */
export function fingerprint(molecule: Mol, options: FingerprintOptions = {}): Uint32Array {
  const { kind, bits, radius, chirality } = fingerprintOptions(options);
  const details = { nBits: bits, useChirality: chirality };
  const json = JSON.stringify(details);
  switch (kind) {
    case "morgan":
      return packed(molecule.get_morgan_fp_as_uint8array(JSON.stringify({ ...details, radius })));
    case "rdkit":
      return packed(molecule.get_rdkit_fp_as_uint8array(JSON.stringify({ nBits: bits })));
    case "atom-pair":
      return packed(molecule.get_atom_pair_fp_as_uint8array(json));
    case "torsion":
      return packed(molecule.get_topological_torsion_fp_as_uint8array(json));
    case "maccs":
      return packed(molecule.get_maccs_fp_as_uint8array());
  }
}

/** Bytes, lowest bit first, as words of 32 bits. */
function packed(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(Math.ceil(bytes.length / 4));
  for (let byte = 0; byte < bytes.length; byte++) {
    words[byte >>> 2]! |= bytes[byte]! << (8 * (byte & 3));
  }
  return words;
}
