import { InputError } from "../../core/errors.ts";
import type { Random } from "../../core/random.ts";
import { COMPOUNDS, type Mechanism, ONE_WEEK_MECHANISMS } from "./treatments.ts";

/** What is in a well. */
export interface Treatment {
  /** Compound name, or DMSO. */
  compound: string;
  /** Its mechanism, or DMSO. */
  mechanism: Mechanism | "DMSO";
  /** µM; 0 for DMSO. */
  concentration: number;
  /** Position of the concentration in the compound's own list, 0 the lowest labelled one. */
  step: number;
  /** Whether the table of mechanisms lists this concentration. */
  labelled: boolean;
}

/** A well of a 96-well plate with its treatment. */
export interface WellPlan {
  /** Name such as `B02`. */
  well: string;
  /** Row, 0 = A. */
  row: number;
  /** Column, 1-12. */
  column: number;
  /** What is in it. */
  treatment: Treatment;
}

const CONTROL: Treatment = {
  compound: "DMSO",
  mechanism: "DMSO",
  concentration: 0,
  step: 0,
  labelled: true,
};

/**
 * Deals the compounds to weeks: each compound to one week, the compounds of a mechanism to
 * different weeks, except for those that BBBC021 saw in one week only.
 *
 * @param compounds Names.
 * @param weeks How many.
 * @returns Week index of each compound.
 */
export function dealWeeks(compounds: readonly string[], weeks: number): Map<string, number> {
  const week = new Map<string, number>();
  const load = new Array<number>(weeks).fill(0);
  const mechanisms = [...new Set(COMPOUNDS.map(({ mechanism }) => mechanism))];
  for (const mechanism of mechanisms) {
    const members = COMPOUNDS.filter((entry) =>
      entry.mechanism === mechanism && compounds.includes(entry.compound)
    );
    let used = new Set<number>();
    for (const { compound } of members) {
      if (used.size === weeks) used = new Set();
      const home = ONE_WEEK_MECHANISMS.includes(mechanism)
        ? week.get(members[0]!.compound)
        : undefined;
      const free = load.map((_, index) => index).filter((index) => !used.has(index));
      const chosen = home ?? free.reduce((a, b) => (load[b]! < load[a]! ? b : a));
      used.add(chosen);
      load[chosen]!++;
      week.set(compound, chosen);
    }
  }
  return week;
}

/**
 * The layout shared by all plates of a week: BBBC021's inner 60 wells (B-G × 2-11), DMSO in both
 * outer columns and scattered. The concentrations of a compound follow one another in reading order, as far as
 * the inner columns hold them, but with free wells, DMSO and the ends of rows between them: about half of them
 * lie beside the next.
 *
 * @param compounds Names of the week's compounds.
 * @param doses At most so many labelled concentrations each.
 * @param unlabelled Share of the compounds that get one more, far below the labelled ones.
 * @param controls Share of DMSO wells.
 * @param random Stream of the week.
 * @throws {InputError} when the week needs more than 60 wells.
 */
export function layOut(
  compounds: readonly string[],
  doses: number,
  unlabelled: number,
  controls: number,
  random: Random,
): WellPlan[] {
  const faint = new Set(
    random.shuffle(compounds).slice(0, Math.round(compounds.length * unlabelled)),
  );
  const treated = random.shuffle(compounds).flatMap((name): Treatment[] => {
    const { compound, mechanism, concentrations } = COMPOUNDS.find((c) => c.compound === name)!;
    const labelled = spread(concentrations, doses).map(([step, concentration]) => ({
      compound,
      mechanism,
      concentration,
      step,
      labelled: true,
    }));
    // A tenth, two half-log steps: Number() keeps 0.003 / 10 from reading 0.00030000000000000003.
    const concentration = Number((concentrations[0]! / 10).toPrecision(3));
    return faint.has(name)
      ? [{ compound, mechanism, concentration, step: -2, labelled: false }, ...labelled]
      : labelled;
  });
  const dmso = Math.max(2, Math.round(treated.length * controls / (1 - controls)));
  if (treated.length + dmso > 60) {
    throw new InputError("Cannot lay out a plate", {
      found: `${treated.length} treatments and ${dmso} DMSO wells in one week`,
      allowed: "60 wells",
      hint: roomierHint(compounds, doses, faint.size),
    });
  }
  const inner = positions([3, 4, 5, 6, 7, 8, 9, 10]);
  const outer = { left: random.shuffle(positions([2])), right: random.shuffle(positions([11])) };
  const atEdge = Math.min(12, Math.max(2, Math.ceil(dmso * 0.6)));
  const controlsAt = Array.from(
    { length: atEdge },
    (_, i) => (i % 2 === 0 ? outer.left : outer.right)[i >> 1]!,
  );
  const order = random.shuffle(inner.map((_, index) => index));
  const scattered = Math.max(0, dmso - atEdge);
  controlsAt.push(...order.slice(0, scattered).map((index) => inner[index]!));
  const places = order.slice(scattered, scattered + treated.length).sort((a, b) => a - b)
    .map((index) => inner[index]!);
  const spill = [...outer.left, ...outer.right].filter((place) => !controlsAt.includes(place));
  while (places.length < treated.length) places.push(spill.pop()!);
  return [
    ...controlsAt.map((place) => ({ ...place, treatment: CONTROL })),
    ...treated.map((treatment, index) => ({ ...places[index]!, treatment })),
  ].sort((a, b) => a.row - b.row || a.column - b.column);
}

/** What makes a week smaller, of that which is not at its smallest yet. */
function roomierHint(compounds: readonly string[], doses: number, faint: number): string {
  const ways = [
    "more --weeks",
    ...doses > 1 ? ["fewer --doses"] : [],
    ...faint > 0 ? ["a smaller --unlabelled (0 for none)"] : [],
    ...compounds.length > 1 ? ["fewer compounds, each named by --compound"] : [],
    "a smaller share of --controls",
  ];
  return `Use ${ways.slice(0, -1).join(", ")} or ${ways.at(-1)}`;
}

function spread(concentrations: readonly number[], doses: number): [number, number][] {
  const last = concentrations.length - 1;
  if (doses > last) return concentrations.map((value, step) => [step, value]);
  // A low and a high one are wanted, not the two lowest: the fading of an effect must show.
  const steps = Array.from(
    { length: doses },
    (_, i) => doses === 1 ? Math.min(1, last) : Math.round(i * last / (doses - 1)),
  );
  return [...new Set(steps)].map((step) => [step, concentrations[step]!]);
}

function positions(columns: readonly number[]): { well: string; row: number; column: number }[] {
  return [1, 2, 3, 4, 5, 6].flatMap((row) =>
    columns.map((column) => ({
      well: "ABCDEFGH"[row] + String(column).padStart(2, "0"),
      row,
      column,
    }))
  );
}
