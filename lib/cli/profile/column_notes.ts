import { counted } from "../../core/counted.ts";
import type { Profiles } from "../../core/profiles.ts";
import { someNames } from "../../core/some_names.ts";
import { isBookkeeping } from "../../data/metadata_column.ts";

/** Names as CellProfiler's: first what was measured, then how. */
const measured = /^[A-Z][A-Za-z0-9]*_\w/;
const compartment = /^(Cells|Cytoplasm|Nuclei)_/;

/** What says of itself that it is no feature needs no telling. */
const marked = /^(Image_)?Metadata_/;

/** Most names in a line: whoever checks them needs all, unless a whole table is misread. */
const most = 40;

/** Fewest numbered columns of one name that are an embedding: three replicates or doses are none. */
const fewest = 4;

/**
 * Says which columns of a file were taken for what a row is by their bare names, and which became features
 * although nothing in their names says so, beside others that are named as CellProfiler or a network names
 * them: an age, a viability. What to do about them is said, too.
 *
 * @param profiles Profiles as they were read [n × d].
 * @returns One line of each kind; none where there is no such column, or nothing to compare names with.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { columnNotes } from "./column_notes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01"], dose: ["3"] });
 * const profiles = makeProfiles(meta, ["Cells_AreaShape_Area", "age"], new Float64Array(2));
 * assertEquals(columnNotes(profiles), [
 *   "1 column taken as metadata by its name: dose",
 *   "1 feature not named as the others are: age; if it says what a row is, call it Metadata_age",
 * ]);
 * ```
 */
export function columnNotes({ meta, features }: Pick<Profiles, "meta" | "features">): string[] {
  const taken = meta.columns.filter((name) => isBookkeeping(name) && !marked.test(name));
  const odd = oddFeatures(features);
  const them = (names: readonly string[], one: string, more: string) =>
    names.length === 1 ? one : more;
  return [
    ...taken.length === 0 ? [] : [
      `${counted(taken.length, "column")} taken as metadata by ` +
      `${them(taken, "its name", "their names")}: ${someNames(taken, most)}`,
    ],
    ...odd.length === 0 ? [] : [
      `${counted(odd.length, "feature")} not named as the others are: ${someNames(odd, most)}; ` +
      `if ${them(odd, "it says", "they say")} what a row is, call ${
        them(odd, "it", "the first")
      } ` +
      `Metadata_${odd[0]}${them(odd, "", " and so on")}`,
    ],
  ];
}

/** Features without a name like the others', where these have names that can be told. */
function oddFeatures(features: readonly string[]): string[] {
  const families = Map.groupBy(features, (name) => name.replace(/\d+$/, ""));
  const isNumbered = (name: string) =>
    /\d$/.test(name) && families.get(name.replace(/\d+$/, ""))!.length >= fewest;
  const known = features.some((name) => compartment.test(name)) ||
    2 * features.filter(isNumbered).length > features.length;
  return known ? features.filter((name) => !measured.test(name) && !isNumbered(name)) : [];
}
