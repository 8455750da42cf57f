import type { Random } from "../../core/random.ts";
import type { Treatment } from "./layout.ts";
import { RESPONSES } from "./mechanisms.ts";
import { clampPhenotype, CONTROL, PARAMETERS, type Phenotype } from "./phenotype.ts";
import { COMPOUNDS } from "./treatments.ts";

/** How a well's cells answer their treatment. */
export interface WellResponse {
  /** The compound's full response. */
  full: Phenotype;
  /** Share of the full response at this concentration, 0-1 (Hill curve); 0 for DMSO. */
  effect: number;
}

/**
 * The answer of cells to a treatment: the mechanism, bent by the compound, faded by the dose.
 *
 * A compound keeps its mechanism's direction but not its sizes: every change is scaled by a
 * log-normal factor of its own. Then any three parameters move a little (off-target effects), which may turn
 * round one that the mechanism hardly changes (3 of 559 changes with the usual seed). Its half-effective concentration lies below its lowest active one, as it must for BBBC021 to have
 * called it active there.
 *
 * @param treatment What is in the well.
 * @param strength 0 silences every treatment, 1 as documented.
 * @param random Stream of the screen; the compound's own stream is forked from it by name.
 */
export function respond(treatment: Treatment, strength: number, random: Random): WellResponse {
  if (treatment.mechanism === "DMSO") return { full: { ...CONTROL }, effect: 0 };
  const own = random.fork("compound", treatment.compound);
  const mechanism = RESPONSES[treatment.mechanism].phenotype;
  const full: Phenotype = { ...CONTROL };
  for (const name of PARAMETERS) {
    full[name] = CONTROL[name] + (mechanism[name] - CONTROL[name]) * Math.exp(own.normal(0, 0.2));
  }
  for (const name of own.shuffle(PARAMETERS.filter((name) => name !== "penetrance")).slice(0, 3)) {
    full[name] += (0.05 + Math.abs(CONTROL[name])) * own.normal(0, 0.12);
  }
  clampPhenotype(full);
  const lowest = COMPOUNDS.find(({ compound }) => compound === treatment.compound)!
    .concentrations[0]!;
  const half = lowest * own.uniform(0.3, 1);
  const slope = own.uniform(1, 2);
  const reached = 1 / (1 + (half / treatment.concentration) ** slope);
  return { full, effect: strength * reached };
}
