import pl from "nodejs-polars";
import type { Nearest } from "../../chem/nearest.ts";
import { type AnyFingerprints, tanimotoBlocks } from "../../chem/tanimoto.ts";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";

/**
 * The matrix of similarities as profiles, some rows at a time: a row a compound, a column a compound.
 *
 * @param names Names of the compounds [rows].
 * @param fingerprints Their fingerprints.
 * @param onRows Called with how many rows are done.
 */
export async function* matrixBlocks(
  names: readonly string[],
  fingerprints: AnyFingerprints,
  onRows: (done: number) => void = () => {},
): AsyncGenerator<Profiles<Float64Array>> {
  const columns = uniqueNames(names);
  for (const { start, block } of tanimotoBlocks(fingerprints)) {
    const rows = names.slice(start, start + block.rows);
    const meta = pl.DataFrame([pl.Series("Metadata_Compound", rows, pl.Utf8)]);
    yield makeProfiles(meta, columns, block.data.slice());
    onRows(start + block.rows);
    // Lets the file be written before the next rows come.
    await Promise.resolve();
  }
}

/**
 * Names that differ: one that came before gets its row in brackets.
 *
 * @example
 * ```ts
 * import { uniqueNames } from "./tables.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(uniqueNames(["taxol", "ALLN", "taxol"]), ["taxol", "ALLN", "taxol (row 3)"]);
 * ```
 */
export function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, index) => {
    const unique = seen.has(name) ? `${name} (row ${index + 1})` : name;
    seen.add(name);
    return unique;
  });
}

/**
 * Nearest neighbours as profiles: a row a pair, the most similar first.
 *
 * @param names Names of the compounds.
 * @param nearest Their neighbours.
 */
export function neighbourTable(names: readonly string[], nearest: Nearest): Profiles {
  const compounds: string[] = [], neighbours: string[] = [], ranks: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < nearest.rows; row++) {
    for (let rank = 0; rank < nearest.count; rank++) {
      const other = nearest.neighbour[row * nearest.count + rank]!;
      if (other < 0) continue;
      compounds.push(names[row]!);
      neighbours.push(names[other]!);
      ranks.push(rank + 1);
      values.push(nearest.similarity[row * nearest.count + rank]!);
    }
  }
  const meta = pl.DataFrame([
    pl.Series("Metadata_Compound", compounds, pl.Utf8),
    pl.Series("Metadata_Rank", ranks, pl.Int64),
    pl.Series("Metadata_Neighbour", neighbours, pl.Utf8),
  ]);
  return makeProfiles(meta, ["Similarity"], Float64Array.from(values));
}
