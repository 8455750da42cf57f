import type { ConformalSet } from "../../profile/conformal.ts";
import type { Share } from "../../profile/share_interval.ts";
import { escapeMarkdown, someEscaped } from "../../show/escape_markdown.ts";
import { percent } from "../../show/text.ts";
import { type ActivityRow, sayActive } from "./activity_rows.ts";

/** What a report found, as far as its first lines tell it. */
export interface Results {
  /** From `activityRows`. */
  rows: readonly ActivityRow[];
  /** How many are active by the null of positions, in words. */
  byPosition: string;
  /** How often mechanisms are found again, and by chance; undefined where that cannot be asked. */
  scored:
    | { share: Pick<Share, "hits" | "total" | "share" | "interval">; chance: number }
    | undefined;
  /** Whether any mechanism is given. */
  given: boolean;
  /** The sets of mechanisms of active treatments without one, from `nameUnknown`. */
  sets: ReadonlyMap<string, ConformalSet>;
  /** What could be wrong, from `cautions` (Markdown), the gravest first. */
  doubts: readonly string[];
}

/** How many treatments a sentence names, and mechanisms of one. */
const most = 8, mostMoas = 3;

/**
 * A report in a few sentences: which treatments are active, what they resemble, what could not be told,
 * and the strongest caution.
 *
 * @param found What was found.
 * @returns Sentences in Markdown, made of its numbers, names escaped.
 *
 * @example
 * ```ts
 * import { inShort } from "./in_short.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [active] = inShort({
 *   rows: [],
 *   byPosition: "not asked",
 *   scored: undefined,
 *   given: false,
 *   sets: new Map(),
 *   doubts: ["**One plate.** A gradient looks like a drug."],
 * });
 * assertEquals(active, "**Active:** of no treatment can it be told.");
 * ```
 */
export function inShort(
  { rows, byPosition, scored, given, sets, doubts }: Results,
): string[] {
  const told = rows.filter(({ active }) => active !== null);
  const active = told.filter((row) => row.active).map(({ treatment }) => treatment);
  const idle = told.filter((row) => !row.active).map(({ treatment }) => treatment);
  const untold = rows.filter((row) => row.active === null);
  return [
    `**Active:** ${
      told.length === 0
        ? "of no treatment can it be told"
        : `${active.length} of ${told.length} tested treatments are active (false discovery rate ` +
          `5 %)${
            active.length === 0 ? "" : `: ${someEscaped(active, most)}`
          }; against positions: ${byPosition}${
            active.length === 0 || idle.length === 0
              ? ""
              : `. Not active: ${someEscaped(idle, most)}`
          }`
    }.`,
    `**Mechanisms:** ${resembling(rows, sets, given)} ${foundAgain(scored)}`,
    ...untold.length === 0
      ? []
      : [`**Could not be told:** ${
        [...Map.groupBy(untold, sayActive)].map(([why, own]) =>
          `whether ${someEscaped(own.map(({ treatment }) => treatment), most)} ${
            own.length === 1 ? "is" : "are"
          } active (${why.replace(/^cannot tell: /, "")})`
        ).join("; ")
      }.`],
    ...doubts.slice(0, 1).map((doubt) => `**Strongest caution:** ${doubt.replaceAll("**", "")}`),
  ];
}

function resembling(
  rows: readonly ActivityRow[],
  sets: ReadonlyMap<string, ConformalSet>,
  given: boolean,
): string {
  if (!given) return "the index gives none, so that no treatment can be named after another.";
  const active = rows.filter(({ active }) => active);
  if (active.length === 0) return "no treatment is active that could be named after another.";
  if (active.every(({ moa }) => moa !== null)) {
    return "every active treatment has a given one.";
  }
  if (sets.size === 0) return "too few are given to name other treatments after them.";
  const known = new Set(rows.flatMap(({ moa }) => moa ?? [])).size;
  const groups = Map.groupBy(sets, ([, { moas, unseen }]) => {
    if (unseen) return "like none of the known mechanisms";
    if (moas.length === known) {
      return "of any mechanism, for all that can be told: none is ruled out";
    }
    if (moas.length === 1) return `like ${escapeMarkdown(moas[0]!)}`;
    return moas.length <= mostMoas
      ? `like one of ${moas.map(escapeMarkdown).join(", ")}`
      : "like too many to say";
  });
  const said = [...groups].map(([what, own]) =>
    `${someEscaped(own.map(([name]) => name), most)} ${own.length === 1 ? "is" : "are"} ${what}`
  );
  return `of the active treatments whose mechanism is not given, ${said.join("; ")}.`;
}

function foundAgain(scored: Results["scored"]): string {
  if (scored === undefined) {
    return "Too few are given to ask how often they are found again.";
  }
  const { share: { hits, total, share, interval: { low, high } }, chance } = scored;
  return `Of the treatments with a given mechanism, ${hits} of ${total} = ${percent(share)} ` +
    `(95 % interval ${percent(low)} to ${
      percent(high)
    }) have a treatment of the same mechanism as ` +
    `their nearest neighbour among other compounds (NSC); by chance ${percent(chance)}.`;
}
