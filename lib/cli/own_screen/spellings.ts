import { someNames } from "../../core/some_names.ts";

/**
 * A name without what people write differently from day to day: case, blanks, hyphens and other signs.
 *
 * What tells compounds apart is kept: the sign between two digits (`AZ 1-1` is not `AZ 11`), primes
 * after digits, `+`, and the `(+)` and `(-)` of mirror images.
 *
 * @param name Name of a compound.
 *
 * @example
 * ```ts
 * import { spellingKey } from "./spellings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(spellingKey("Taxol®"), spellingKey(" taxol"));
 * assertEquals(spellingKey("(+)-JQ1") === spellingKey("(-)-JQ1"), false);
 * ```
 */
export function spellingKey(name: string): string {
  const key = spokenSigns(name).replaceAll(
    /((?<=\d)[^\p{L}\p{N}]+(?=\d))|[^\p{L}\p{N}]+/gu,
    (_, between) => between ? "-" : "",
  );
  return key === "" ? name : key;
}

/**
 * A name in small letters, in which signs that tell compounds apart are words: `(-)-JQ1` is `minus-jq1`.
 *
 * @param name Name of a compound.
 *
 * @example
 * ```ts
 * import { spokenSigns } from "./spellings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(spokenSigns("2'-Deoxy"), "2prime-deoxy");
 * ```
 */
export function spokenSigns(name: string): string {
  return name.replaceAll(/[®™©]/g, "").normalize("NFKC").toLowerCase().replaceAll("μ", "u")
    .replaceAll(/\((?:±|\+\/?[-−])\)/g, "plusminus").replaceAll(/\([-−–]\)/g, "minus")
    .replaceAll("+", "plus").replaceAll(/(?<=\d)['’′"″]/g, "prime");
}

/**
 * Names that are one name in several spellings, as far as {@link spellingKey} tells.
 *
 * @param names Names of compounds, as often as there are wells of them.
 * @returns One list for each name that has several spellings, the commonest first.
 *
 * @example
 * ```ts
 * import { spellings } from "./spellings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(spellings(["Taxol", "taxol", "taxol", "ALLN"]), [["taxol", "Taxol"]]);
 * ```
 */
export function spellings(names: Iterable<string>): string[][] {
  const counts = [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => ({
    name,
    length,
  }));
  return [...Map.groupBy(counts, ({ name }) => spellingKey(name)).values()]
    .filter((own) => own.length > 1)
    .map((own) => own.toSorted((a, b) => b.length - a.length).map(({ name }) => name));
}

/**
 * From each spelling of a name to its commonest.
 *
 * @param found From {@link spellings}.
 *
 * @example
 * ```ts
 * import { commonestSpelling } from "./spellings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const commonest = commonestSpelling([["taxol", "Taxol"]]);
 * assertEquals([commonest.get("Taxol"), commonest.get("ALLN")], ["taxol", undefined]);
 * ```
 */
export function commonestSpelling(found: readonly (readonly string[])[]): Map<string, string> {
  return new Map(found.flatMap((own) => own.map((name) => [name, own[0]!])));
}

/**
 * What is said of compounds in several spellings.
 *
 * @param found From {@link spellings}, at least one.
 *
 * @example
 * ```ts
 * import { saySpellings } from "./spellings.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(saySpellings([["taxol", "Taxol"]]), "taxol / Taxol differ in case, blanks or signs");
 * ```
 */
export function saySpellings(found: readonly (readonly string[])[]): string {
  return `${listed(found)} differ in case, blanks or signs alone. They are ` +
    "treatments of their own, each with its own wells; where mechanisms are found again in other compounds " +
    "they count as one compound, for nothing would resemble it more than itself. If they are one, write " +
    "one name in the layout; if not, names that differ in a letter or a digit.";
}

/**
 * What is said of compounds, or mechanisms, in several spellings that were taken for one.
 *
 * @param found From {@link spellings}, at least one.
 *
 * @example
 * ```ts
 * import { sayJoined } from "./spellings.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(sayJoined([["taxol", "taxol "]]), 'taxol / "taxol " differ');
 * ```
 */
export function sayJoined(found: readonly (readonly string[])[]): string {
  return `${
    listed(found)
  } differ in case, blanks or signs alone and count as one. If they are not, ` +
    "give them names that differ in a letter or a digit.";
}

/** Blanks at an end would not be seen. */
function listed(found: readonly (readonly string[])[]): string {
  const shown = (name: string) => name === name.trim() ? name : JSON.stringify(name);
  return someNames(found.map((own) => own.map(shown).join(" / ")));
}
