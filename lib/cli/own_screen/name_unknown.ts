import { metaValues, type Profiles, selectRows } from "../../core/profiles.ts";
import { type ConformalSet, conformalSets } from "../../profile/conformal.ts";
import { nearestTreatments } from "../../profile/nearest_treatments.ts";

/** A treatment without a mechanism, and what can be said of it. */
export type NamedRow = {
  /** Compound and concentration. */
  treatment: string;
  /** Nearest treatments of other compounds, nearest first, with mechanism and distance. */
  nearest: string;
  /** What is said: one mechanism, a few, none of the known ones, or nothing, and why. */
  said: string;
  /** Mechanisms that cannot be ruled out, the most plausible first, separated by `; `; none where it is like none. */
  mechanisms: string;
  /** How usual it is to be as far from all that is known as this; null where nothing is known. */
  known: number | null;
};

/** How treatments are named. */
export interface NameOptions {
  /** Whether a treatment acts; null where that cannot be told. */
  active: ReadonlyMap<string, boolean | null>;
  /** Share of sets that may miss the mechanism; defaults to .1. */
  error?: number;
  /** Largest set that is still an answer; defaults to 3. */
  most?: number;
}

/**
 * Names treatments whose mechanism nobody gave, as far as that can be done: by a set that holds the
 * mechanism in a share of cases fixed beforehand, or not at all.
 *
 * A treatment that does nothing lies near others that do nothing, whatever their mechanism; what was not
 * shown to act is said to be so before anything else.
 *
 * @param treatments One profile a treatment with `Metadata_Treatment`, `Metadata_Compound` and
 * `Metadata_MoA`, controls left out [n × d].
 * @param options Who is active, error.
 * @returns One row for each treatment without a mechanism (with fewer than two known compounds its
 * neighbours alone), and the sets of those that act.
 * @throws {InputError} for values that are not finite, or a missing column.
 */
export async function nameUnknown(
  treatments: Profiles,
  { active, error = 0.1, most = 3 }: NameOptions,
): Promise<{ rows: NamedRow[]; sets: ReadonlyMap<string, ConformalSet> }> {
  const [names, moas] = ["Metadata_Treatment", "Metadata_MoA"].map((column) =>
    metaValues(treatments.meta, column) as (string | null)[]
  ) as [string[], (string | null)[]];
  const columns = { compound: "Metadata_Compound", moa: "Metadata_MoA" };
  const open = moas.flatMap((moa, row) => moa === null ? [row] : []);
  if (open.length === 0) return { rows: [], sets: new Map() };
  const asked = selectRows(treatments, open);
  const near = await nearestTreatments(asked, treatments, columns);
  const compounds = metaValues(treatments.meta, columns.compound);
  const known = new Set(compounds.filter((_, row) => moas[row] !== null));
  const found = known.size < 2 ? [] : await conformalSets(treatments, asked, columns, { error });
  const sets = new Map<string, ConformalSet>();
  const rows = open.map((row, i): NamedRow => {
    const treatment = names[row]!, set = found[i], acts = active.get(treatment);
    const nearest = near[i]!.map(({ row, distance }) =>
      `${names[row]} (${moas[row] ?? "not given"}, ${distance.toFixed(2)})`
    ).join("; ");
    if (set === undefined) {
      return {
        treatment,
        nearest,
        said: "no mechanisms to choose from",
        mechanisms: "",
        known: null,
      };
    }
    if (acts === true) sets.set(treatment, set);
    return {
      treatment,
      nearest,
      said: `${unsure(acts)}${saidOf(set, most)}`,
      mechanisms: set.unseen ? "" : set.moas.join("; "),
      known: set.known,
    };
  });
  return { rows, sets };
}

/** What is said before a mechanism: one that could not be tested is no inactive one. */
function unsure(acts: boolean | null | undefined): string {
  if (acts === true) return "";
  return acts === false
    ? "not shown to act; if it does: "
    : "cannot tell whether it acts; if it does: ";
}

function saidOf({ moas, unseen }: ConformalSet, most: number): string {
  if (unseen) return "none of the known mechanisms";
  if (moas.length === 1) return moas[0]!;
  return moas.length <= most
    ? `one of ${moas.length}: ${moas.join(", ")}`
    : `cannot tell: ${moas.length} mechanisms are possible`;
}

/**
 * The error at which sets of mechanisms can rule something out: .1, or as much more as it takes.
 *
 * A compound that has its mechanism alone is as strange as can be when it is left out, so that no
 * mechanism is stranger than a share (alone + 1) / (n + 1) of the known compounds. The error is the next
 * multiple of .05 that is not below it; it depends on the labels alone, and so keeps its promise.
 *
 * @param known Compounds with a mechanism, and how many have it alone.
 * @param most Largest error that is worth a set; defaults to .3.
 * @returns .1 where even the largest would rule out nothing.
 *
 * @example
 * ```ts
 * import { errorFor } from "./name_unknown.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(errorFor({ compounds: 38, alone: 0 }), { error: 0.1, smallest: 1 / 39 });
 * assertEquals(errorFor({ compounds: 21, alone: 3 }).error, 0.2);
 * ```
 */
export function errorFor(
  { compounds, alone }: { compounds: number; alone: number },
  most = 0.3,
): { error: number; smallest: number } {
  const smallest = (alone + 1) / (compounds + 1);
  const needed = Math.max(0.1, Math.ceil(smallest * 20 - 1e-9) / 20);
  return { error: needed <= most ? needed : 0.1, smallest };
}
