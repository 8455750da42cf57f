import { cleanStructure } from "../chem/clean.ts";
import { type Fingerprints, packFingerprints } from "../chem/fingerprints.ts";
import type { RDKit } from "../chem/rdkit.ts";
import { murckoScaffold } from "../chem/scaffold.ts";
import { type Matrix, zeros } from "../core/matrix.ts";
import { metaValues, type Profiles, selectRows } from "../core/profiles.ts";
import { matchCompounds } from "./match_compounds.ts";
import { structureFeatures } from "./structure_features.ts";

/** Compounds with their profiles and their structures. */
export interface Matched {
  /** Names; compounds of one structure are one, their names joined by ` = ` [c]. */
  names: string[];
  /** Structures as SMILES [c]. */
  smiles: string[];
  /** Bemis-Murcko scaffolds, empty for molecules without a ring [c]. */
  scaffolds: string[];
  /** First block of the InChIKeys, the same for tautomers; defaults to *not known* [c]. */
  connectivity?: string[];
  /** Profiles, several rows a compound [n × d]. */
  profiles: Matrix<Float32Array>;
  /** Compound of each profile [n]. */
  compoundOf: Int32Array;
  /** Morgan fingerprints [c]. */
  prints: Fingerprints;
  /** Features of the structures: bits of the fingerprint, then descriptors where wanted [c × m]. */
  structures: Matrix<Float32Array>;
}

/** A compound with its structure. */
export interface NamedSmiles {
  /** Name, as it stands with the profiles. */
  name: string;
  /** Cleaned structure, null where there is none. */
  smiles: string | null;
}

/** How profiles and structures are matched. */
export interface MatchOptions {
  /** Metadata column of the profiles that names the compound; defaults to *Metadata_broad_sample*. */
  column?: string;
  /** Names to leave out, the solvent; defaults to *DMSO*. */
  controls?: readonly string[];
  /** Whether RDKit's descriptors are features beside the fingerprint; defaults to *false*. */
  descriptors?: boolean;
  /** File of the table of structures, for errors; defaults to none. */
  file?: string;
  /** Fewest compounds that must have both; defaults to *3*. */
  least?: number;
}

/** Matched compounds, and what was left out. */
export interface MatchResult {
  /** Compounds with both. */
  matched: Matched;
  /** Compounds of the profiles that were left out, with the reason. */
  leftOut: { name: string; reason: string }[];
  /** Names that were joined, because their structures are one. */
  joined: string[][];
}

/**
 * Brings profiles together with the structures of their compounds.
 *
 * Compounds of one structure are one compound: a name may be another salt or batch of it (see
 * {@link matchCompounds}).
 *
 * @param rdkit From `loadRDKit`.
 * @param profiles Profiles of wells [n × d].
 * @param compounds Cleaned structures by name.
 * @param options Column of the compounds, controls, descriptors.
 * @throws {InputError} for a missing column, a name of two structures, or where too few
 * compounds have both.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { loadRDKit } from "../chem/rdkit.ts";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { matchStructures } from "./matched.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["a", "b", "b", "c", "d", "DMSO"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 3, 4, 5, 6]));
 * const smiles = { a: "CCO", b: "c1ccccc1", c: "CC", d: null };
 * const compounds = Object.entries(smiles).map(([name, smiles]) => ({ name, smiles }));
 * const { matched, leftOut } = matchStructures(await loadRDKit(), profiles, compounds, {
 *   column: "drug",
 * });
 * assertEquals([...matched.compoundOf], [0, 1, 1, 2]);
 * assertEquals(leftOut, [{ name: "d", reason: "no structure" }]);
 * ```
 */
export function matchStructures(
  rdkit: RDKit,
  profiles: Profiles,
  compounds: readonly NamedSmiles[],
  options: MatchOptions = {},
): MatchResult {
  const { column = "Metadata_broad_sample", controls = ["DMSO"] } = options;
  const { descriptors = false, file, least } = options;
  const names = metaValues(profiles.meta, column).map((name) => name === null ? "" : String(name));
  const width = profiles.features.length;
  const isEmpty = (row: number) =>
    profiles.values.subarray(row * width, (row + 1) * width).every(Number.isNaN);
  const wells = [...names.keys()].filter((row) =>
    names[row] !== "" && !controls.includes(names[row]!)
  );
  const measured = wells.filter((row) => !isEmpty(row));
  const found = matchCompounds(selectRows(profiles, measured), column, {
    names: compounds.map(({ name }) => name),
    smiles: compounds.map(({ smiles }) => smiles),
    ...file === undefined ? {} : { file },
  }, least);
  const rows = found.rows.flat().map((row) => measured[row]!);
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, to) =>
    data.set(profiles.values.subarray(row * width, (row + 1) * width), to * width)
  );
  const prints = packFingerprints(rdkit, found.smiles);
  const seen = new Set(measured.map((row) => names[row]!));
  const empty = new Set(wells.map((row) => names[row]!).filter((name) => !seen.has(name)));
  const because = (list: Iterable<string>, reason: string) =>
    Array.from(list, (name) => ({ name, reason }));
  return {
    matched: {
      names: found.names,
      smiles: found.smiles,
      scaffolds: found.smiles.map((one) => murckoScaffold(rdkit, one)),
      connectivity: found.smiles.map((one) => cleanStructure(rdkit, one).inchiKey.slice(0, 14)),
      profiles: { rows: rows.length, cols: width, data },
      compoundOf: Int32Array.from(found.rows.flatMap((own, compound) => own.map(() => compound))),
      prints,
      structures: structureFeatures(rdkit, found.smiles, descriptors),
    },
    leftOut: [
      ...because(found.withoutStructure, "no structure"),
      ...because(found.notListed, "not in the table of structures"),
      ...because(empty, "profiles without values"),
    ],
    joined: found.joined,
  };
}

/**
 * Some of the compounds, in the order asked for.
 *
 * @param matched Where to take them from.
 * @param wanted Positions of compounds, all different.
 *
 * @example
 * ```ts
 * import { takeCompounds } from "./matched.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const empty = { rows: 2, cols: 0, data: new Float32Array() };
 * const prints = { rows: 2, bits: 32, words: 1, data: Uint32Array.of(7, 9), present: Uint8Array.of(1, 1) };
 * const matched = {
 *   names: ["a", "b"],
 *   smiles: ["C", "O"],
 *   scaffolds: ["", ""],
 *   profiles: { rows: 3, cols: 1, data: Float32Array.of(1, 2, 3) },
 *   compoundOf: Int32Array.of(0, 1, 1),
 *   prints,
 *   structures: empty,
 * };
 * assertEquals([...takeCompounds(matched, [1]).profiles.data], [2, 3]);
 * ```
 */
export function takeCompounds(matched: Matched, wanted: readonly number[]): Matched {
  const place = new Map(wanted.map((compound, to) => [compound, to]));
  const rows = [...matched.compoundOf.keys()].filter((row) => place.has(matched.compoundOf[row]!));
  const pick = <T>(list: readonly T[]) => wanted.map((compound) => list[compound]!);
  const { prints } = matched;
  const words = new Uint32Array(wanted.length * prints.words);
  wanted.forEach((compound, to) =>
    words.set(
      prints.data.subarray(compound * prints.words, (compound + 1) * prints.words),
      to * prints.words,
    )
  );
  return {
    names: pick(matched.names),
    smiles: pick(matched.smiles),
    scaffolds: pick(matched.scaffolds),
    ...matched.connectivity && { connectivity: pick(matched.connectivity) },
    profiles: takeMatrixRows(matched.profiles, rows),
    compoundOf: Int32Array.from(rows, (row) => place.get(matched.compoundOf[row]!)!),
    prints: {
      ...prints,
      rows: wanted.length,
      data: words,
      present: Uint8Array.from(wanted, (compound) => prints.present[compound]!),
    },
    structures: takeMatrixRows(matched.structures, wanted),
  };
}

function takeMatrixRows(
  { cols, data }: Matrix<Float32Array>,
  rows: readonly number[],
): Matrix<Float32Array> {
  const picked = new Float32Array(rows.length * cols);
  rows.forEach((row, to) => picked.set(data.subarray(row * cols, (row + 1) * cols), to * cols));
  return { rows: rows.length, cols, data: picked };
}

/**
 * The mean profile of each compound, in 64 bits [c × d]; missing values are left out of it.
 *
 * @example
 * ```ts
 * import { consensusOf } from "./matched.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const profiles = { rows: 3, cols: 1, data: Float32Array.of(1, 2, 4) };
 * const { data } = consensusOf({ names: ["a", "b"], profiles, compoundOf: Int32Array.of(0, 1, 1) });
 * assertEquals([...data], [1, 3]);
 * ```
 */
export function consensusOf(
  { names, profiles, compoundOf }: Pick<Matched, "names" | "profiles" | "compoundOf">,
): Matrix {
  const { cols, data } = profiles, sums = zeros(names.length, cols);
  const counts = new Float64Array(sums.data.length);
  for (let row = 0; row < compoundOf.length; row++) {
    for (let col = 0, to = compoundOf[row]! * cols; col < cols; col++, to++) {
      const value = data[row * cols + col]!;
      if (Number.isNaN(value)) continue;
      sums.data[to]! += value;
      counts[to]! += 1;
    }
  }
  return { ...sums, data: sums.data.map((sum, i) => sum / counts[i]!) };
}

/**
 * The same compounds with structures that belong to others: what a whole training finds where there
 * is nothing to find.
 *
 * @param matched Compounds.
 * @param order Compound whose structure each gets, all different [c].
 *
 * @example
 * ```ts
 * import { withStructuresOf } from "./matched.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = { rows: 2, cols: 1, data: Float32Array.of(5, 6) };
 * const matched = {
 *   names: ["a", "b"],
 *   smiles: ["C", "O"],
 *   scaffolds: ["", ""],
 *   profiles: rows,
 *   compoundOf: Int32Array.of(0, 1),
 *   structures: rows,
 *   prints: { rows: 2, bits: 32, words: 1, data: Uint32Array.of(1, 2), present: Uint8Array.of(1, 1) },
 * };
 * const other = withStructuresOf(matched, [1, 0]);
 * assertEquals([other.smiles, [...other.profiles.data]], [["O", "C"], [5, 6]]);
 * ```
 */
export function withStructuresOf(matched: Matched, order: readonly number[]): Matched {
  const { names: _, profiles: __, compoundOf: ___, ...structures } = takeCompounds(matched, order);
  return { ...matched, ...structures };
}
