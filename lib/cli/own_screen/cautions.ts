import { escapeMarkdown, someEscaped } from "../../show/escape_markdown.ts";
import { sayLookalikes } from "./control_lookalikes.ts";
import type { DescribedFields } from "./describe_fields.ts";
import type { LayoutFacts } from "./layout_facts.ts";
import { sayOneLetterApart } from "./one_letter_apart.ts";
import { sayJoined, saySpellings } from "./spellings.ts";
import { sayUncontrolled } from "./uncontrolled.ts";

/** What was found in a screen, as far as it limits what may be believed. */
export interface Findings {
  /** From `layoutFacts`. */
  layout: LayoutFacts;
  /** From `describeFields`: names that may be wrong, plates without controls; defaults to none. */
  described?: Pick<
    DescribedFields,
    | "control"
    | "lookalikes"
    | "lost"
    | "mechanisms"
    | "oneLetterApart"
    | "spellings"
    | "uncontrolled"
  >;
  /** What `mixedPixelSizes` says; defaults to nothing. */
  pixels?: string;
  /** What `mixedBits` says; defaults to nothing. */
  bits?: string;
  /** Fields left out for their images, of how many. */
  spoilt: { left: number; of: number };
  /** Plates that are in no number, for too few good wells of the control are left; defaults to none. */
  unscaled?: readonly string[];
  /** Fields that could not be read, as `plate/well/site`; defaults to none. */
  unread?: readonly string[];
  /** Treatments whose flagged fields were kept. */
  excused: readonly string[];
  /** Treatments with fewer than half of the cells that controls have. */
  fewCells: readonly string[];
  /** Treatments tested for activity: how many are active by each null, and how many never could be. */
  activity?: { tested: number; active: number; byPosition?: number; hopeless: number };
  /** Whether plates were corrected, and why not. */
  correction: { used: boolean; reason: string };
  /** How often mechanisms were named right, with its interval, and what chance gives. */
  moa?: {
    share: number;
    low: number;
    high: number;
    chance: number;
    scored: number;
    left: string[];
  };
  /** Whether sets of mechanisms could rule out any: smallest error that n known compounds allow. */
  sets?: { error: number; smallest: number };
  /** What the audits refuse to believe, in their words. */
  leaks: readonly string[];
}

/**
 * What could be wrong with a report, in sentences made of its numbers, the gravest first.
 *
 * @param found What was found.
 * @returns At least one sentence in Markdown, names escaped: no screen is beyond doubt.
 *
 * @example
 * ```ts
 * import { cautions } from "./cautions.ts";
 * import { layoutFacts } from "./layout_facts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const common = { compound: "taxol", moa: null, control: false };
 * const layout = layoutFacts([{ plate: "P1", well: "A01", treatment: "taxol", ...common }]);
 * const [first] = cautions({
 *   layout,
 *   spoilt: { left: 0, of: 1 },
 *   excused: [],
 *   fewCells: [],
 *   correction: { used: false, reason: "There is one plate." },
 *   leaks: [],
 * });
 * assertEquals(first, "**Single wells.** 1 of 1 treatments has one well: nothing tells its effect from chance.");
 * ```
 */
export function cautions(found: Findings): string[] {
  const {
    described,
    pixels,
    bits,
    unscaled = [],
    unread = [],
    layout,
    spoilt,
    excused,
    fewCells,
    activity,
    correction,
    moa,
    sets,
    leaks,
  } = found;
  const said: string[] = [];
  const say = (is: boolean, head: string, text: () => string) => {
    if (is) said.push(`**${head}.** ${text()}`);
  };
  for (const leak of leaks) say(true, "Leakage", () => escapeMarkdown(leak));
  const { uncontrolled = [], lookalikes = [], spellings = [] } = described ?? {};
  const { mechanisms = [], oneLetterApart = [] } = described ?? {};
  say(
    uncontrolled.length > 0,
    "Plates without controls",
    () => escapeMarkdown(sayUncontrolled(described!)),
  );
  say(
    unscaled.length > 0,
    "Plates left out",
    () =>
      `${someEscaped(unscaled)} ${
        unscaled.length === 1 ? "has" : "have"
      } fewer than two good wells of ` +
      "the control left and no scale without them: no well of such a plate counts here.",
  );
  say(
    lookalikes.length > 0,
    "Names like the control's",
    () => escapeMarkdown(sayLookalikes(described!)),
  );
  say(
    spellings.length > 0,
    "Compounds in several spellings",
    () => escapeMarkdown(saySpellings(spellings)),
  );
  say(
    mechanisms.length > 0,
    "Mechanisms in several spellings",
    () => escapeMarkdown(sayJoined(mechanisms)),
  );
  say(
    oneLetterApart.length > 0,
    "Names one letter apart",
    () => escapeMarkdown(sayOneLetterApart(oneLetterApart)),
  );
  say(pixels !== undefined, "Pixels of two sizes", () => escapeMarkdown(pixels!));
  say(bits !== undefined, "Grey values of two kinds", () => escapeMarkdown(bits!));
  say(
    layout.single.length > 0,
    "Single wells",
    () =>
      `${layout.single.length} of ${layout.treatments} treatments ${
        layout.single.length === 1 ? "has" : "have"
      } one well: nothing tells ${
        layout.single.length === 1 ? "its" : "their"
      } effect from chance.`,
  );
  say(
    activity !== undefined && activity.hopeless > 0,
    "Too few arrangements",
    () =>
      `${activity!.hopeless} of ${activity!.tested} tested treatments could not have been called ` +
      "active whatever they do: more replicates or controls are needed.",
  );
  say(
    layout.plates === 1,
    "One plate",
    () =>
      "Whatever this plate has of its own (an edge, a gradient, a pipetting row) looks like a drug.",
  );
  say(layout.plates > 1 && layout.fixed > 0, "One layout", () => {
    const { byPosition, active } = activity ?? {};
    const lost = byPosition === undefined || active === undefined
      ? ""
      : ` Against positions ${byPosition} instead of ${active} treatments are active.`;
    return `${layout.fixed} of ${layout.treatments} treatments lie at the same place on every ` +
      `plate, so that drug and place cannot be told apart.${lost}`;
  });
  say(
    layout.controlsApart,
    "Controls apart",
    () =>
      "All controls lie in rows or columns of their own: what the edge does there counts as an effect " +
      "of every treatment.",
  );
  say(
    layout.controls.least < 8,
    "Few controls",
    () =>
      `A plate has as few as ${layout.controls.least} wells of the control; their mean and spread, ` +
      "which every number here is measured in, are uncertain.",
  );
  say(
    layout.onOnePlate > 0,
    "Treatments on one plate",
    () =>
      `${layout.onOnePlate} treatments are on a single plate: what that plate does, they seem to do.`,
  );
  say(
    excused.length > 0,
    "Images that may be spoilt",
    () =>
      `Half or more of the fields of ${
        someEscaped(excused)
      } are flagged. They were kept, for it may be what ` +
      "the treatment does; look at the pictures.",
  );
  say(
    unread.length > 0,
    "Fields that cannot be read",
    () => `${someEscaped(unread)} ${unread.length === 1 ? "was" : "were"} left out.`,
  );
  say(
    spoilt.left > 0.1 * spoilt.of,
    "Fields left out",
    () => `${spoilt.left} of ${spoilt.of} fields were left out for their images: ask why.`,
  );
  say(
    fewCells.length > 0,
    "Few cells",
    () =>
      `${someEscaped(fewCells)} ${
        fewCells.length === 1 ? "leaves" : "leave"
      } less than half of the cells of ` +
      "controls: a profile of dying cells may say toxic rather than how.",
  );
  say(layout.plates > 1 && !correction.used, "Plates not corrected", () => correction.reason);
  say(
    moa !== undefined && moa.low <= moa.chance,
    "Mechanisms no better than chance",
    () =>
      `The interval of the score begins at ${percent(moa!.low)}; chance gives ` +
      `${percent(moa!.chance)}. Do not use the names.`,
  );
  say(
    moa !== undefined && moa.high - moa.low > 0.3,
    "A wide interval",
    () =>
      `${moa!.scored} treatments with a mechanism give a score between ${percent(moa!.low)} and ` +
      `${percent(moa!.high)}.`,
  );
  say(
    moa !== undefined && moa.left.length > 0,
    "Mechanisms of one compound",
    () => `${someEscaped(moa!.left)} cannot be found again by the rule, and were not scored.`,
  );
  say(
    sets !== undefined && sets.smallest > sets.error,
    "Sets that rule out nothing",
    () =>
      `With so few known compounds no p-value is below ${
        percent(sets!.smallest)
      }: at an error of ` +
      `${percent(sets!.error)} no mechanism can be ruled out.`,
  );
  say(
    layout.known.compounds > 0,
    "Labels are annotations",
    () =>
      "A dose without effect carries its compound's mechanism and counts as a miss; a compound may do " +
      "more than one thing.",
  );
  say(
    said.length === 0,
    "A new screen",
    () => "Nothing odd was found here; a second screen of the same compounds is what shows it.",
  );
  return said;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
