/**
 * What a cell population looks like, in numbers that a biologist can name.
 *
 * Quantities marked "×" are relative to DMSO (1 = like DMSO); fractions lie in 0-1.
 */
export interface Phenotype {
  /** Cells per area, ×. */
  density: number;
  /** Fraction of cells in mitosis. */
  mitotic: number;
  /** Of the mitotic cells, weight of normal plates and anaphases. */
  plates: number;
  /** Of the mitotic cells, weight of scattered, arrested chromosomes (no working spindle). */
  scattered: number;
  /** Of the mitotic cells, weight of monopolar asters with a ring of chromosomes. */
  monopolar: number;
  /** Fraction of dying cells: shrunken, condensed, fragmented. */
  dying: number;
  /** Radius of the spread cell, ×. */
  spread: number;
  /** How far an interphase cell has rounded up, 0 flat to 1 sphere. */
  rounding: number;
  /** Length over width of the cell, minus one. */
  elongation: number;
  /** How far the cell has drawn in between its tips, 0 convex to 1 star. */
  retraction: number;
  /** How strongly cells keep together in islands, 0 scattered to 1 compact. */
  cohesion: number;
  /** Radius of the nucleus, ×. */
  nucleusSize: number;
  /** Length over width of the nucleus, minus one. */
  nucleusElongation: number;
  /** How deeply the nucleus is lobed, 0-1. */
  lobes: number;
  /** Fraction of cells with two nuclei. */
  binucleate: number;
  /** Mean number of micronuclei in a cell. */
  micronuclei: number;
  /** Contrast of chromatin texture, ×. */
  chromatin: number;
  /** Radius of nucleoli, ×. */
  nucleoli: number;
  /** DAPI brightness for a given DNA content, ×. */
  dna: number;
  /** Number of microtubules, ×. */
  fibres: number;
  /** Tubulin not in fibres, ×. */
  diffuseTubulin: number;
  /** Share of microtubules in thick bundles, 0-1. */
  bundles: number;
  /** Tubulin brightness, ×. */
  tubulin: number;
  /** Actin along cell borders, ×. */
  cortex: number;
  /** Stress fibres, ×. */
  stress: number;
  /** Actin clumps in a cell, mean number. */
  clumps: number;
  /** Actin in the cell body, ×. */
  actin: number;
  /** How big an aggresome lies beside the nucleus, 0 none to 1. */
  aggresome: number;
  /** RNA and ER, hence what the cell is making, ×; only the Cell Painting channels show it. */
  synthesis: number;
  /** Mitochondria: fragmentation and clustering, 0 network to 1 clumped; Cell Painting only. */
  mitoStress: number;
  /**
   * Fraction of cells that respond, at any concentration: a dose fades how much they do. The others show 12 % of
   * the effect.
   */
  penetrance: number;
}

/** Untreated MCF7 cells in log phase: epithelial islands, close to confluence. */
export const CONTROL: Readonly<Phenotype> = {
  density: 1,
  mitotic: 0.035,
  plates: 1,
  scattered: 0.25,
  monopolar: 0,
  dying: 0.015,
  spread: 1,
  rounding: 0.04,
  elongation: 0.25,
  retraction: 0.12,
  cohesion: 0.5,
  nucleusSize: 1,
  nucleusElongation: 0.22,
  lobes: 0.05,
  binucleate: 0.03,
  micronuclei: 0.02,
  chromatin: 1,
  nucleoli: 1,
  dna: 1,
  fibres: 1,
  diffuseTubulin: 1,
  bundles: 0.05,
  tubulin: 1,
  cortex: 1,
  stress: 1,
  clumps: 1,
  actin: 1,
  aggresome: 0,
  synthesis: 1,
  mitoStress: 0.1,
  penetrance: 1,
};

/** The names of the parameters, in the order of {@link CONTROL}. */
export const PARAMETERS: readonly (keyof Phenotype)[] = Object.keys(CONTROL) as (keyof Phenotype)[];

const FRACTIONS: ReadonlySet<keyof Phenotype> = new Set([
  "mitotic",
  "dying",
  "rounding",
  "retraction",
  "cohesion",
  "lobes",
  "binucleate",
  "bundles",
  "aggresome",
  "mitoStress",
  "penetrance",
]);

/**
 * A population between DMSO and a full response, parameter by parameter on a straight line.
 *
 * @param full The full response.
 * @param effect 0 gives DMSO, 1 the full response; a little more than 1 is allowed.
 * @returns Values kept in their range: fractions in 0-1, the others not below 0.
 *
 * @example
 * ```ts
 * import { blend, CONTROL } from "./phenotype.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const large = { ...CONTROL, nucleusSize: 1.6 };
 * assertEquals(blend(large, 0), CONTROL);
 * assertEquals(blend(large, 0.5).nucleusSize, 1.3);
 * ```
 */
export function blend(full: Readonly<Phenotype>, effect: number): Phenotype {
  const mixed = { ...CONTROL };
  for (const name of PARAMETERS) {
    mixed[name] = CONTROL[name] + effect * (full[name] - CONTROL[name]);
  }
  return clampPhenotype(mixed);
}

/** Keeps every parameter in its range, in place. */
export function clampPhenotype(phenotype: Phenotype): Phenotype {
  for (const name of PARAMETERS) {
    phenotype[name] = FRACTIONS.has(name)
      ? Math.min(1, Math.max(0, phenotype[name]))
      : Math.max(0, phenotype[name]);
  }
  return phenotype;
}
