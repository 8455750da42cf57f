import type { RDKit } from "../chem/rdkit.ts";
import type { Structures } from "../chem/structures.ts";
import type { Product } from "../core/multiply.ts";
import { metaValues, type Profiles } from "../core/profiles.ts";
import type { Metric } from "../profile/distance.ts";
import type { SpacePair } from "./compare_spaces.ts";
import { matchCompounds, type MatchedCompounds, type NamedStructures } from "./match_compounds.ts";
import { nuisanceDistances, type NuisanceKind } from "./nuisance.ts";
import type { AnyMatrix } from "./pairs.ts";
import { phenotypeSpace } from "./phenotype_space.ts";
import { type StructureKind, structureSpace } from "./structure_space.ts";

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
  /** What molecules are compared by; defaults to *morgan*. */
  fingerprint?: StructureKind;
  /** Distance of profiles; defaults to *cosine*. */
  metric?: Metric;
  /** Engine of the matrix products; defaults to *plain typed arrays on one core*. */
  product?: Product;
}

/** Compounds in both spaces, ready for `compareSpaces`. */
export interface LinkedSpaces extends SpacePair, MatchedCompounds {
  /** Differences by name, as asked for. */
  controlled: Record<string, AnyMatrix>;
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
 * @throws {InputError} as `matchCompounds`, `nuisanceDistances` and `phenotypeSpace` do.
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
  const { compound, moa, separator, nuisances = {}, fingerprint, metric, product } = options;
  const matched = matchCompounds(wells, compound, structures);
  const settings = { ...metric && { metric }, ...product && { product } };
  return {
    ...matched,
    structure: structureSpace(rdkit, matched.smiles, fingerprint),
    phenotype: await phenotypeSpace(matched.profiles, settings),
    controlled: Object.fromEntries(
      Object.entries(nuisances).map(([name, { column, kind }]) => [
        name,
        nuisanceDistances(wells.meta, matched.rows, column, kind),
      ]),
    ),
    groups: moa === undefined
      ? matched.rows.map(() => [])
      : mechanismsOf(wells, matched.rows, moa, separator),
  };
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
