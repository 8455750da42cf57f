import type { OwnWell } from "./describe_fields.ts";

/** What the layout of a screen allows to be known. */
export interface LayoutFacts {
  /** Plates. */
  plates: number;
  /** Wells. */
  wells: number;
  /** Treatments, without the control. */
  treatments: number;
  /** Wells of the control on the plate that has fewest, and on the one that has most. */
  controls: { least: number; most: number };
  /** Treatments in a single well, which nothing can be tested of. */
  single: string[];
  /** Treatments of two wells or more that lie at one position on every plate. */
  fixed: number;
  /** Whether all controls lie in columns or rows in which no treatment lies. */
  controlsApart: boolean;
  /** Treatments that only one plate has, while others are on several. */
  onOnePlate: number;
  /** Compounds with a mechanism, those of them that have it alone, treatments with one, and mechanisms. */
  known: { compounds: number; alone: number; treatments: number; mechanisms: number };
  /** Treatments without a mechanism. */
  unknown: string[];
}

/**
 * What the layout of a screen allows to be known, before anything is measured.
 *
 * @param wells From `describeFields`.
 *
 * @example
 * ```ts
 * import { layoutFacts } from "./layout_facts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const well = (plate: string, well: string, treatment: string) =>
 *   ({ plate, well, treatment, compound: treatment, moa: null, control: treatment === "DMSO" });
 * const facts = layoutFacts([
 *   ...["P1", "P2"].flatMap((p) => [well(p, "A01", "DMSO"), well(p, "A02", "taxol")]),
 * ]);
 * assertEquals([facts.treatments, facts.fixed, facts.controlsApart], [1, 1, true]);
 * ```
 */
export function layoutFacts(wells: readonly OwnWell[]): LayoutFacts {
  const plates = [...new Set(wells.map(({ plate }) => plate))];
  const treated = wells.filter(({ control }) => !control);
  const controls = wells.filter(({ control }) => control);
  const perPlate = plates.map((plate) => controls.filter((well) => well.plate === plate).length);
  const groups = [...Map.groupBy(treated, ({ treatment }) => treatment)];
  const repeated = groups.filter(([, own]) => new Set(own.map(({ plate }) => plate)).size > 1);
  const labelled = treated.filter(({ moa }) => moa !== null);
  const count = (values: (string | null)[]) => new Set(values).size;
  return {
    plates: plates.length,
    wells: wells.length,
    treatments: groups.length,
    controls: { least: Math.min(...perPlate), most: Math.max(...perPlate) },
    single: groups.filter(([, own]) => own.length === 1).map(([name]) => name),
    fixed: repeated.filter(([, own]) => new Set(own.map(({ well }) => well)).size === 1).length,
    controlsApart: apart(controls, treated, "column") || apart(controls, treated, "row"),
    onOnePlate: repeated.length === 0 ? 0 : groups.length - repeated.length,
    known: {
      compounds: count(labelled.map(({ compound }) => compound)),
      alone: [...Map.groupBy(labelled, ({ moa }) => moa).values()]
        .filter((own) => count(own.map(({ compound }) => compound)) === 1).length,
      treatments: count(labelled.map(({ treatment }) => treatment)),
      mechanisms: count(labelled.map(({ moa }) => moa)),
    },
    unknown: [...new Set(treated.filter(({ moa }) => moa === null).map((well) => well.treatment))],
  };
}

function apart(
  controls: readonly OwnWell[],
  treated: readonly OwnWell[],
  line: "row" | "column",
): boolean {
  const lineOf = ({ well }: OwnWell) => {
    const [, row = "", column = ""] = /^([A-Z]+)(\d+)$/.exec(well) ?? [];
    return line === "row" ? row : column;
  };
  const taken = new Set(treated.map(lineOf));
  return treated.length > 0 && controls.every((well) => !taken.has(lineOf(well)));
}
