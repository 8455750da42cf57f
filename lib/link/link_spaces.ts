import type { RDKit } from "../chem/rdkit.ts";
import type { Structures } from "../chem/structures.ts";
import { InputError } from "../core/errors.ts";
import type { Product } from "../core/multiply.ts";
import { metaValues, type Profiles } from "../core/profiles.ts";
import type { Metric } from "../profile/distance.ts";
import type { SpacePair } from "./compare_spaces.ts";
import { matchCompounds, type MatchedCompounds, type NamedStructures } from "./match_compounds.ts";
import { type Nuisance, type NuisanceKind, nuisanceOf } from "./nuisance.ts";
import { type NuisanceFree, nuisanceFree } from "./nuisance_free.ts";
import { type AnyMatrix, pairsVary } from "./pairs.ts";
import { phenotypeSpace } from "./phenotype_space.ts";
import { type StructureKind, type StructureSpace, structureSpace } from "./structure_space.ts";

/** What {@link linkSpaces} needs to know about the wells. */
export interface LinkOptions {
  /** Column with the compound. */
  compound: string;
  /** Column with the mechanism; defaults to *none*. */
  moa?: string;
  /** What stands between several mechanisms of a compound; defaults to *none*. */
  separator?: string;
  /** What may explain the link, by name: a column, and how it is compared; defaults to *none*. */
  nuisances?: Readonly<Record<string, { column: string; kind: NuisanceKind }>>;
  /** Fewest compounds that must have a profile and a structure; defaults to *3*. */
  least?: number;
  /** What molecules are compared by; defaults to *morgan*. */
  fingerprint?: StructureKind;
  /** Distance of profiles; defaults to *cosine*. */
  metric?: Metric;
  /** Engine of the matrix products; defaults to *plain typed arrays on one core*. */
  product?: Product;
}

/** Compounds in both spaces, ready for `compareSpaces`. */
export interface LinkedSpaces extends SpacePair, MatchedCompounds {
  /** Molecules, and which descriptors were left out [n]. */
  structure: StructureSpace;
  /** Differences by name, as asked for. */
  controlled: Record<string, AnyMatrix>;
  /** The profiles with each nuisance that varies taken off, be it by share only, and with all of them. */
  free: NuisanceFree[];
  /** Mechanisms of each compound, none where they are not known or not asked for [n]. */
  groups: string[][];
}

/**
 * From wells and a table of structures to both spaces, their nuisances and mechanisms.
 *
 * @param rdkit From `loadRDKit`.
 * @param wells Profiles of wells, corrected before [w × d].
 * @param structures From `cleanStructures`, and the file of their table.
 * @param options Columns, fingerprint, metric.
 * @throws {InputError} as `matchCompounds` and `nuisanceOf` do, and where no well of a compound has a
 * value of some feature, naming its first row.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { loadRDKit } from "../chem/rdkit.ts";
 * import { cleanStructures } from "../chem/structures.ts";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["a", "b", "c"], cells: [90, 80, 20] });
 * const wells = makeProfiles(meta, ["x", "y"], new Float64Array([1, 0, 2, 1, 0, 3]));
 * const table = [["a", "CCO"], ["b", "CCN"], ["c", "c1ccccc1"]]
 *   .map(([name, smiles]) => ({ name: name!, smiles: smiles! }));
 * const rdkit = await loadRDKit();
 * const { controlled } = await linkSpaces(rdkit, wells, cleanStructures(rdkit, table), {
 *   compound: "drug",
 *   nuisances: { "cell count": { column: "cells", kind: "number" } },
 * });
 * assertEquals(controlled["cell count"]?.data[1], 10);
 * ```
 */
export async function linkSpaces(
  rdkit: RDKit,
  wells: Profiles,
  structures: Structures & Pick<NamedStructures, "file">,
  options: LinkOptions,
): Promise<LinkedSpaces> {
  const { compound, moa, separator, nuisances = {}, least, fingerprint, metric, product } = options;
  const matched = matchCompounds(wells, compound, structures, least);
  refuseMissing(matched);
  const settings = { ...metric && { metric }, ...product && { product } };
  const held = Object.entries(nuisances).map(([name, { column, kind }]): [string, Nuisance] => [
    name,
    nuisanceOf(wells.meta, matched.rows, column, kind),
  ]);
  return {
    ...matched,
    structure: structureSpace(rdkit, matched.smiles, fingerprint),
    phenotype: await phenotypeSpace(matched.profiles, settings),
    controlled: Object.fromEntries(held.map(([name, { distances }]) => [name, distances])),
    free: await freeOf(matched.profiles, held, settings),
    groups: moa === undefined
      ? matched.rows.map(() => [])
      : mechanismsOf(wells, matched.rows, moa, separator),
  };
}

/** No distance has a meaning with a missing value; wells still have the numbers of the file. */
function refuseMissing({ names, rows, profiles: { features, values } }: MatchedCompounds): void {
  const at = values.findIndex(Number.isNaN);
  if (at < 0) return;
  const compound = Math.floor(at / features.length);
  throw new InputError("Cannot compare structures with profiles", {
    row: rows[compound]![0]! + 1,
    column: features[at % features.length]!,
    found: `no value in any well of ${names[compound]}`,
    allowed: "a number in some well",
    hint:
      "c2s select --impute median leaves out features that lack many values and fills the others",
  });
}

/** Without each nuisance, and without all of them. */
async function freeOf(
  profiles: Profiles,
  held: readonly [string, Nuisance][],
  settings: Pick<LinkOptions, "metric" | "product">,
): Promise<NuisanceFree[]> {
  const found: NuisanceFree[] = [], varying: typeof held[number][] = [];
  for (const one of held) {
    const [name, nuisance] = one;
    const free = await nuisanceFree(profiles, { [name]: nuisance }, settings);
    if (free !== undefined) found.push(free);
    // Objects with other shares of the same plates have a distance of 0.
    if (free !== undefined || pairsVary(nuisance.distances, name)) varying.push(one);
  }
  if (varying.length < 2) return found;
  const all = await nuisanceFree(profiles, Object.fromEntries(varying), settings);
  return all === undefined ? found : [...found, all];
}

function mechanismsOf(
  { meta }: Profiles,
  objects: readonly (readonly number[])[],
  moa: string,
  separator: string | undefined,
): string[][] {
  const values = metaValues(meta, moa).map((value) => value === null ? "" : String(value));
  return objects.map((rows) => {
    const lists = rows.flatMap((row) =>
      separator === undefined ? [values[row]!] : values[row]!.split(separator)
    );
    return [...new Set(lists.map((name) => name.trim()).filter((name) => name !== ""))];
  });
}
