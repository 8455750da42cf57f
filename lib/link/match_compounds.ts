import type { Structures } from "../chem/structures.ts";
import { groupRows } from "../core/group_rows.ts";
import { InputError } from "../core/errors.ts";
import { type Profiles, selectRows } from "../core/profiles.ts";
import { aggregate } from "../profile/aggregate.ts";

/** Compounds that have a structure and a profile, and what was left out. */
export interface MatchedCompounds {
  /** Names; compounds of one structure are one, their names joined by ` = ` [n]. */
  names: string[];
  /** Cleaned structures [n]. */
  smiles: string[];
  /** Rows of the wells of each compound [n]. */
  rows: number[][];
  /** Mean profile of each compound's wells [n × d]. */
  profiles: Profiles;
  /** Names that were joined, because their cleaned structures are one; none where all differ. */
  joined: string[][];
  /** Compounds with profiles whose structure is missing or was not read. */
  withoutStructure: string[];
  /** Compounds with profiles that the table of structures does not have. */
  notListed: string[];
  /** Compounds of the table without a profile. */
  withoutProfile: string[];
}

/** Structures by name, as `cleanStructures` gives them. */
export interface NamedStructures extends Pick<Structures, "names" | "smiles"> {
  /** File of their table, for errors; defaults to none. */
  file?: string;
}

/**
 * Brings the wells of each compound together with its structure.
 *
 * Compounds of one cleaned structure (another salt, another batch) become one: as two they would be
 * at distance 0 in structure and share a drug, and every measure of the link would count that as a
 * success. Whoever shows the result names what was joined: cleaning, or the table, may be wrong.
 *
 * @param wells Profiles of wells [w × d].
 * @param compound Column with the compound of each well; wells without one are left out.
 * @param structures From `cleanStructures`, and the file of their table.
 * @param least Fewest compounds that must have both; defaults to *3*.
 * @throws {InputError} where a name has two structures, fewer compounds have both, or a value of theirs
 * is infinite, naming the well's row.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["a", "a", "b", "c", "d"] });
 * const wells = makeProfiles(meta, ["area"], new Float64Array([1, 3, 5, 7, 9]));
 * const names = ["a", "b", "c", "d"], smiles = ["C", "CC", "CCC", null];
 * const structures = { names, smiles, inchiKeys: ["", "", "", null], notes: [] };
 * const found = matchCompounds(wells, "drug", structures);
 * assertEquals([found.names, [...found.profiles.values]], [["a", "b", "c"], [2, 5, 7]]);
 * assertEquals(found.withoutStructure, ["d"]);
 * ```
 */
export function matchCompounds(
  wells: Profiles,
  compound: string,
  structures: NamedStructures,
  least = 3,
): MatchedCompounds {
  const known = structureOf(structures);
  const groups = groupRows(wells.meta, compound);
  groups.delete("∅");
  const bySmiles = new Map<string, { names: string[]; rows: number[] }>();
  const withoutStructure: string[] = [], notListed: string[] = [];
  for (const [name, rows] of groups) {
    const smiles = known.get(name);
    if (smiles === undefined) notListed.push(name);
    else if (smiles === null) withoutStructure.push(name);
    else {
      const one = bySmiles.get(smiles) ?? { names: [], rows: [] };
      bySmiles.set(smiles, one);
      one.names.push(name);
      one.rows.push(...rows);
    }
  }
  if (bySmiles.size < least) {
    throw new InputError("Cannot compare structures with profiles: too few compounds have both", {
      column: compound,
      found: `${bySmiles.size} compounds`,
      allowed: `${least} or more`,
      hint: `Without structure: ${withoutStructure.length}; not in the table: ${
        notListed.slice(0, 5).join(", ") || "none"
      }`,
    });
  }
  const found = [...bySmiles.values()], rows = found.map((one) => one.rows);
  return {
    names: found.map(({ names }) => names.join(" = ")),
    smiles: [...bySmiles.keys()],
    rows,
    profiles: means(wells, compound, rows),
    joined: found.map(({ names }) => names).filter((names) => names.length > 1),
    withoutStructure,
    notListed,
    withoutProfile: [...known.keys()].filter((name) => !groups.has(name)),
  };
}

function structureOf({ names, smiles, file }: NamedStructures): Map<string, string | null> {
  const known = new Map<string, string | null>();
  for (const [index, name] of names.entries()) {
    const here = smiles[index] ?? null, before = known.get(name) ?? null;
    if (before !== null && here !== null && before !== here) {
      throw new InputError("Cannot match compounds: a name has two structures", {
        ...file === undefined ? {} : { file },
        row: index + 1,
        found: `${name}: ${here} after ${before}`,
        allowed: "one structure a name",
      });
    }
    known.set(name, here ?? before);
  }
  return known;
}

/** While wells still have the numbers of the file. */
function refuseInfinite({ features, values }: Profiles, rows: readonly number[]): void {
  for (const row of rows) {
    for (const [col, column] of features.entries()) {
      const found = values[row * features.length + col]!;
      if (Number.isFinite(found) || Number.isNaN(found)) continue;
      throw new InputError("Cannot compare structures with profiles", {
        row: row + 1,
        column,
        found,
        allowed: "finite numbers, NaN where none was measured",
      });
    }
  }
}

/** The name of its first well stands for all wells of a compound, so that they are one group. */
function means(wells: Profiles, compound: string, rows: readonly number[][]): Profiles {
  refuseInfinite(wells, rows.flat());
  const { meta, ...chosen } = selectRows(wells, rows.flat());
  let start = 0;
  const firsts = rows.flatMap((list) => {
    const first = start;
    start += list.length;
    return list.map(() => first);
  });
  const names = meta.getColumn(compound).gather(firsts);
  return aggregate({ ...chosen, meta: meta.withColumn(names) }, { by: compound });
}
