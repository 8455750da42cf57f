import pl from "nodejs-polars";
import { type MetaValue, metaValues, type Profiles } from "../../core/profiles.ts";
import { controlAmong, usualControl } from "../control_name.ts";
import { controlLookalikes, sayLookalikes } from "../own_screen/control_lookalikes.ts";
import { oneLetterApart, sayOneLetterApart } from "../own_screen/one_letter_apart.ts";
import { commonestSpelling, sayJoined, spellings } from "../own_screen/spellings.ts";

/** Columns of names. */
export interface NameColumns {
  /** The compound. */
  compound: string;
  /** The mechanism. */
  moa: string;
  /** What stands between several mechanisms of a compound; defaults to *nothing: it has one*. */
  separator?: string;
}

/** What was found in the names of a column. */
export interface FoundNames {
  /** Names in several spellings, the commonest first; they were taken for one. */
  spellings: string[][];
  /** Pairs that may be one name with a slip, the rarer first; they count as two. */
  oneLetterApart: [string, string][];
}

/** Profiles in which every compound and every mechanism has one name. */
export interface OneName {
  /** The profiles, each name in the commonest of its spellings [n × d]. */
  profiles: Profiles;
  /** What was found, for machines. */
  names: {
    /** Of compounds. */
    compound: FoundNames;
    /** Of mechanisms. */
    moa: FoundNames;
    /** Compounds that may be the control by another name; they count as treatments. */
    lookalikes: string[];
  };
  /** The same in sentences. */
  said: string[];
}

/**
 * Gives compounds and mechanisms one name each: those that differ in case, blanks or signs alone are one, as
 * in `c2s report`. Else a replicate in another spelling would be a neighbour of another compound.
 *
 * Names that differ by a letter, or may be the control by another name, are told and left as they are.
 *
 * @param profiles Profiles that are scored [n × d].
 * @param columns Columns of compounds and mechanisms; what is no text there is left alone.
 * @param all Compounds before any were left out, to know the control among; defaults to those of the profiles.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, metaValues } from "../../core/profiles.ts";
 * import { oneName } from "./one_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["taxol", "taxol", "Taxol "], moa: ["x", "X", "x"] });
 * const columns = { compound: "drug", moa: "moa" };
 * const found = oneName(makeProfiles(meta, ["area"], new Float64Array(3)), columns);
 * assertEquals(metaValues(found.profiles.meta, "drug"), ["taxol", "taxol", "taxol"]);
 * assertEquals(found.names.moa.spellings, [["x", "X"]]);
 * ```
 */
export function oneName(
  profiles: Profiles,
  { compound, moa, separator }: NameColumns,
  all: readonly MetaValue[] = metaValues(profiles.meta, compound),
): OneName {
  const drugs = joinColumn(profiles, compound), moas = joinColumn(drugs.profiles, moa, separator);
  const control = controlAmong(all.map(String), usualControl) ?? usualControl;
  const own = drugs.commonest.get(control) ?? control;
  const lookalikes = all.includes(control) ? controlLookalikes(drugs.names, own) : [];
  const others = drugs.names.filter((name) => !lookalikes.includes(name));
  const names = {
    compound: { spellings: drugs.spellings, oneLetterApart: oneLetterApart(others) },
    moa: { spellings: moas.spellings, oneLetterApart: oneLetterApart(moas.names) },
    lookalikes,
  };
  const of = (column: string, found: FoundNames) => [
    ...found.spellings.length === 0 ? [] : [`${column}: ${sayJoined(found.spellings)}`],
    ...found.oneLetterApart.length === 0
      ? []
      : [`${column}: ${sayOneLetterApart(found.oneLetterApart)}`],
  ];
  const said = [
    ...of(compound, names.compound),
    ...of(moa, names.moa),
    ...lookalikes.length === 0
      ? []
      : [`${compound}: ${sayLookalikes({ control, lookalikes, isScored: true })}`],
  ];
  return { profiles: moas.profiles, names, said };
}

/** A column in which each name has its commonest spelling, and the names, as often as there are rows of them. */
function joinColumn(profiles: Profiles, column: string, separator?: string) {
  const values = metaValues(profiles.meta, column);
  const namesIn = (value: MetaValue) =>
    typeof value !== "string"
      ? []
      : (separator === undefined ? [value] : value.split(separator).map((name) => name.trim()))
        .filter((name) => name.trim() !== "");
  const found = spellings(values.flatMap(namesIn)), commonest = commonestSpelling(found);
  const joined = values.map((value) => namesIn(value).map((name) => commonest.get(name) ?? name));
  const names = joined.flat();
  if (found.length === 0) return { profiles, spellings: found, commonest, names };
  const series = pl.Series(
    column,
    values.map((value, row) =>
      joined[row]!.length === 0 ? value as string | null : joined[row]!.join(separator)
    ),
    pl.Utf8,
  );
  const meta = profiles.meta.withColumn(series);
  return { profiles: { ...profiles, meta }, spellings: found, commonest, names };
}
