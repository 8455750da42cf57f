import { someNames } from "./some_names.ts";

/**
 * The name that was probably meant: the same but for case or a leading `Metadata_`, or with at most a third
 * of its letters (and three) put in, left out or exchanged.
 *
 * @param typed What was typed.
 * @param names What there is.
 * @returns The nearest; undefined where none is close.
 *
 * @example
 * ```ts
 * import { nearestName } from "./nearest_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(nearestName("Metadata_Plat", ["Metadata_Well", "Metadata_Plate"]), "Metadata_Plate");
 * assertEquals(nearestName("Metadata_Plate", ["Plate", "Well"]), "Plate");
 * assertEquals(nearestName("dose", ["Metadata_Well"]), undefined);
 * ```
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  let best: string | undefined, least = Math.min(3, typed.length / 3);
  for (const name of names) {
    const distance = distanceOf(typed, name);
    if (distance > least || (distance === least && best !== undefined)) continue;
    [best, least] = [name, distance];
  }
  return best;
}

/** Of columns the same with and without `Metadata_` is nearest, though its letters are many. */
function distanceOf(typed: string, name: string): number {
  const [a, b] = [typed, name].map((text) => text.toLowerCase()) as [string, string];
  const bare = (text: string) => text.replace(/^(image_)?metadata_/, "");
  // Written in full is nearer still, so that of both the one with the same beginning is told.
  return bare(a) === bare(b) ? (a === b ? 0 : 0.5) : edits(a, b);
}

/** Levenshtein distance, row by row. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/**
 * What to say where a name is not there: which are, and the one that was probably meant.
 *
 * @param wanted Name that is not there.
 * @param names Names that are.
 * @param most Largest number that is told, of more the nearest; defaults to all.
 *
 * @example
 * ```ts
 * import { allowedNames } from "./nearest_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { allowed, hint } = allowedNames("well", ["Well", "Plate"]);
 * assertEquals([allowed, hint], ["Well, Plate", "Is Well meant?"]);
 * ```
 */
export function allowedNames(
  wanted: string,
  names: readonly string[],
  most = Infinity,
): { allowed: string; hint?: string } {
  const near = nearestName(wanted, names);
  const told = names.length <= most
    ? names
    : names.map((name) => ({ name, far: distanceOf(wanted, name) })).toSorted((a, b) =>
      a.far - b.far
    )
      .map(({ name }) => name);
  return {
    allowed: someNames(told, most),
    ...near === undefined ? {} : { hint: `Is ${near} meant?` },
  };
}
