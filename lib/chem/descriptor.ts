import type { Mol } from "@rdkit/rdkit";
import pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { makeProfiles, type Profiles } from "../core/profiles.ts";
import { moleculeDescriptors } from "./descriptor/molecule_descriptors.ts";
import { fingerprint, type FingerprintOptions, fingerprintOptions } from "./fingerprint.ts";
import { type MoleculePlace, withMolecule } from "./molecule.ts";
import type { RDKit } from "./rdkit.ts";

/** How structures are described. */
export interface DescribeOptions {
  /** Whether descriptors are among the features; defaults to *true*. */
  descriptors?: boolean;
  /** A fingerprint whose bits are features too, as `morgan_0`, `morgan_1`, …; defaults to *none*. */
  fingerprint?: FingerprintOptions;
  /** What is known about each structure [n]; defaults to *the structure itself, Metadata_SMILES*. */
  meta?: pl.DataFrame;
  /** Name of each compound, for errors [n]; defaults to *none*. */
  names?: readonly (string | null)[];
  /** File and column of the structures, for errors; defaults to *none*. */
  place?: Pick<MoleculePlace, "file" | "column">;
  /** Structures that cannot be read get a row of NaN instead of an error; defaults to *false*. */
  skipBad?: boolean;
  /** Told after each structure how many are done; defaults to *nobody*. */
  onProgress?: (done: number) => void;
}

/** Compounds, described. */
export interface Description {
  /** One row a compound, one column a descriptor under RDKit's name or a bit of the fingerprint. */
  profiles: Profiles<Float64Array>;
  /** Rows without a structure, from 1; their values are NaN. */
  missing: number[];
  /** Structures that could not be read; their values are NaN. */
  unreadable: { row: number; smiles: string; reason: string }[];
  /** Descriptors without a value for some structure that was read, and for which rows, from 1. */
  undefinedFor: Record<string, number[]>;
  /** Descriptors with the same value for all structures that were read. */
  constant: string[];
}

/**
 * RDKit's 217 descriptors of compounds, under the names of its Python package, and if wanted the bits
 * of a fingerprint.
 *
 * A compound without a structure keeps its row, all NaN. Raw descriptors differ by orders of magnitude
 * (Ipc reaches 10¹⁰ and more where others stay below 1), so standardise them before taking distances.
 *
 * @param rdkit From `loadRDKit`.
 * @param structures SMILES, or nothing where a compound has no public structure [n].
 * @throws {InputError} for a structure that cannot be read, with its row, unless `skipBad`.
 *
 * @example
 * ```ts
 * import { featureValues } from "../core/profiles.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { describe } from "./descriptor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { profiles, missing } = describe(await loadRDKit(), ["CCO", null, "c1ccccc1"]);
 * assertEquals([...featureValues(profiles, "RingCount")], [0, NaN, 1]);
 * assertEquals(missing, [2]);
 * ```
 */
export function describe(
  rdkit: RDKit,
  structures: readonly (string | null)[],
  options: DescribeOptions = {},
): Description {
  const { place = {}, names = [], skipBad = false, onProgress } = options;
  const { descriptors, bits, numbers } = wantedFeatures(rdkit, options);
  const features = [...descriptors, ...bits], width = features.length;
  const values = new Float64Array(structures.length * width).fill(NaN);
  const missing: number[] = [], unreadable: Description["unreadable"] = [], read: number[] = [];
  for (const [index, smiles] of structures.entries()) {
    const row = index + 1, name = names[index];
    if (smiles === null || smiles.trim() === "") {
      missing.push(row);
    } else {
      try {
        const where = { ...place, row, ...name ? { name } : {} };
        values.set(withMolecule(rdkit, smiles, numbers, where), index * width);
        read.push(row);
      } catch (error) {
        if (!skipBad || !(error instanceof InputError)) throw error;
        unreadable.push({ row, smiles, reason: error.problem.hint ?? error.message });
      }
    }
    onProgress?.(row);
  }
  const meta = options.meta ?? pl.DataFrame({
    Metadata_SMILES: pl.Series("Metadata_SMILES", [...structures], pl.String),
  });
  const profiles = makeProfiles(meta, features, values);
  return { profiles, missing, unreadable, ...findings(profiles, descriptors, read) };
}

/** Names of the features that are wanted, and how a molecule gets their numbers. */
function wantedFeatures(rdkit: RDKit, options: DescribeOptions) {
  const descriptors = options.descriptors ?? true ? descriptorNames(rdkit) : [];
  const print = options.fingerprint === undefined
    ? undefined
    : fingerprintOptions(options.fingerprint);
  const bits = Array.from({ length: print?.bits ?? 0 }, (_, bit) => `${print?.kind}_${bit}`);
  const numbers = (molecule: Mol): number[] => {
    const words = print === undefined ? [] : fingerprint(molecule, print);
    const set = bits.map((_, bit) => words[bit >>> 5]! >>> (bit & 31) & 1);
    // Descriptors come last, as one of them renews the molecule's stereo labels.
    const found = descriptors.length === 0 ? {} : moleculeDescriptors(rdkit, molecule);
    return [...descriptors.map((name) => found[name]!), ...set];
  };
  return { descriptors, bits, numbers };
}

/**
 * Names of the descriptors, in the order in which `describe` gives them.
 *
 * @param rdkit From `loadRDKit`.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "./rdkit.ts";
 * import { descriptorNames } from "./descriptor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(descriptorNames(await loadRDKit()).length, 217);
 * ```
 */
export function descriptorNames(rdkit: RDKit): string[] {
  return withMolecule(rdkit, "C", (methane) => Object.keys(moleculeDescriptors(rdkit, methane)));
}

/** What should be known about the values before they are used. */
function findings(
  { features, values }: Profiles,
  descriptors: readonly string[],
  read: readonly number[],
) {
  const constant: string[] = [], undefinedFor: Record<string, number[]> = {};
  for (const [column, feature] of descriptors.entries()) {
    const at = (row: number) => values[(row - 1) * features.length + column]!;
    const without = read.filter((row) => Number.isNaN(at(row)));
    if (without.length > 0) undefinedFor[feature] = without;
    const defined = read.filter((row) => !Number.isNaN(at(row)));
    if (defined.length > 0 && defined.every((row) => at(row) === at(defined[0]!))) {
      constant.push(feature);
    }
  }
  return { constant, undefinedFor };
}
