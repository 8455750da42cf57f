import { counted } from "../../core/counted.ts";
import { slipOf } from "../../core/slip.ts";
import { someNames } from "../../core/some_names.ts";
import { spellingKey, spokenSigns } from "./spellings.ts";

/** Shortest words of which one letter may be a slip; in capitals alone a shorter one is a symbol. */
const shortest = 5, shortestCapitals = 7;

/**
 * Names that may be one name with a slip: they differ in one word of five or more letters, by one letter
 * that is wrong, missing, too many or in its neighbour's place.
 *
 * Not announced is what tells names apart: a digit (`SB-202190`, `SB-203580`), a word of a letter or a few
 * (`cytochalasin B`, `D`), a symbol (`PTGFR`, `PTGIR`), the first letter (`baclofen`, `saclofen`), another last letter (`AURKA`, `AURKB`),
 * and what chemists exchange to name another compound (`ethyl` and `methyl`, `-ate` and `-ite`, `-ane`,
 * `-ene` and `-yne`, `-al`, `-ol` and `-yl`). Real names may be one letter apart all the same: it is a reason
 * to look, and no more. Spellings that `spellings` joins are one name here.
 *
 * @param names Names of compounds or mechanisms, as often as there are wells of them.
 * @returns Pairs, the rarer name first.
 *
 * @example
 * ```ts
 * import { oneLetterApart } from "./one_letter_apart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = ["emetine", "emetine", "emetin", "compound1", "compound2", "cytochalasin B", "cytochalasin D"];
 * assertEquals(oneLetterApart(names), [["emetin", "emetine"]]);
 * ```
 */
export function oneLetterApart(names: Iterable<string>): [string, string][] {
  const counts = [...Map.groupBy(names, (name) => name)]
    .map(([name, { length }]) => ({ name, length }))
    .toSorted((a, b) => a.length - b.length);
  const once = new Map(counts.map((one) => [spellingKey(one.name), one]));
  // Names that are the same but for one word, by that word.
  const alike = new Map<string, Map<string, number>>(), kept = [...once.values()];
  for (const [place, { name }] of kept.entries()) {
    const words = wordsOf(name);
    const least = name === name.toUpperCase() ? shortestCapitals : shortest;
    for (const [at, word] of words.entries()) {
      if (word.length < least || /\p{N}/u.test(word)) continue;
      const others = words.with(at, "").join(" "), group = alike.get(others) ?? new Map();
      alike.set(others, group.set(word, place));
    }
  }
  return [...alike.values()].flatMap((group) =>
    slips([...group.keys()]).map((pair) =>
      pair.map((word) => group.get(word)!).sort((a, b) => a - b)
    )
  ).sort(([a], [b]) => a! - b!)
    .map((pair) => pair.map((place) => kept[place]!.name) as [string, string]);
}

/** Runs of letters, and of digits; a capital after small letters ends a name as a word of its own. */
function wordsOf(name: string): string[] {
  return spokenSigns(name.replace(/(?<=\p{Ll})(?=\p{Lu}$)/u, " ")).match(/\p{L}+|\p{N}+/gu) ?? [];
}

/** Pairs of words with a slip: both are the same without a letter of each, so that few are compared. */
function slips(words: readonly string[]): [string, string][] {
  const near = new Map<string, string[]>(), found = new Map<string, [string, string]>();
  if (words.length < 2) return [];
  for (const word of words) {
    const without = Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1));
    for (const key of new Set([word, ...without])) {
      const others = near.get(key) ?? [];
      for (const other of others) {
        if (isSlip(other, word)) found.set(`${other} ${word}`, [other, word]);
      }
      others.push(word);
      near.set(key, others);
    }
  }
  return [...found.values()];
}

function isSlip(a: string, b: string): boolean {
  const slip = slipOf(a, b);
  if (slip === undefined || slip.start === 0) return false;
  const isLast = a.length === b.length && slip.start === a.length - 1;
  return !isLast && series(a) !== series(b);
}

/** A word with one of those that chemists exchange to name another compound in place of all. */
function series(word: string): string {
  return word.replaceAll("meth", "eth").replace(/[ai]te(?=s?$)/, "ate")
    .replace(/[aey]ne(?=s?$)/, "ane").replace(/[aoy]l(?=s?$)/, "ol");
}

/**
 * What is said of names that may be one name with a slip.
 *
 * @param found From {@link oneLetterApart}, at least one.
 *
 * @example
 * ```ts
 * import { sayOneLetterApart } from "./one_letter_apart.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(sayOneLetterApart([["emetin", "emetine"]]), "emetin / emetine (1 pair)");
 * ```
 */
export function sayOneLetterApart(found: readonly (readonly [string, string])[]): string {
  return `One letter apart: ${someNames(found.map((pair) => pair.join(" / ")))} ` +
    `(${
      counted(found.length, "pair")
    }). They count as different names; where one is a slip, write it ` +
    "as the other.";
}
