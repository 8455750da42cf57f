import { CONTROL, type Phenotype } from "./phenotype.ts";
import type { Mechanism } from "./treatments.ts";

/** A mechanism: how a full response differs from DMSO, and why. */
export interface MechanismRecord {
  /** What the cell goes through, and where that is described. */
  why: string;
  /** The full response. */
  phenotype: Readonly<Phenotype>;
}

function record(why: string, changes: Partial<Phenotype>): MechanismRecord {
  return { why, phenotype: { ...CONTROL, ...changes } };
}

/**
 * The twelve mechanisms of BBBC021 as changes of a cell population.
 *
 * The directions are those that biologists describe; the sizes were set by eye so that the classes
 * are distinct at full response, and overlap once dose, compound and batch vary.
 */
export const RESPONSES: Readonly<Record<Mechanism, MechanismRecord>> = {
  "Actin disruptors": record(
    "Cytochalasins cap filaments and latrunculin takes monomers: stress fibres and cortex dissolve " +
      "into clumps, the cell body contracts and leaves branched tails (arborisation), and the failed " +
      "cleavage furrow leaves two nuclei in one cell (Schliwa 1982; Wakatsuki 2001).",
    {
      density: 0.75,
      spread: 0.8,
      retraction: 0.9,
      rounding: 0.12,
      elongation: 0.3,
      cohesion: 0.4,
      binucleate: 0.4,
      nucleusSize: 0.97,
      cortex: 0.35,
      stress: 0.05,
      clumps: 14,
      actin: 0.8,
      tubulin: 1.15,
      fibres: 0.9,
      penetrance: 0.92,
    },
  ),
  "Aurora kinase inhibitors": record(
    "Without Aurora B the spindle checkpoint and the cleavage fail, cells replicate again without " +
      "dividing: few, large cells with large, lobed polyploid nuclei (Ditchfield 2003; Harrington 2004).",
    {
      density: 0.55,
      mitotic: 0.03,
      scattered: 1,
      plates: 0.3,
      spread: 1.35,
      nucleusSize: 1.55,
      lobes: 0.75,
      micronuclei: 0.5,
      binucleate: 0.15,
      chromatin: 1.1,
      nucleoli: 1.15,
      fibres: 1.15,
      stress: 1.3,
      penetrance: 0.88,
    },
  ),
  "Cholesterol-lowering": record(
    "Statins stop mevalonate, so Rho is no longer prenylated: stress fibres vanish, cells retract " +
      "into long spindles or round up, junctions loosen.",
    {
      density: 0.65,
      dying: 0.06,
      spread: 0.78,
      elongation: 2.2,
      retraction: 0.5,
      rounding: 0.2,
      cohesion: 0.25,
      nucleusSize: 0.9,
      nucleusElongation: 0.45,
      stress: 0.25,
      cortex: 0.7,
      tubulin: 1.3,
      actin: 1.1,
      penetrance: 0.8,
    },
  ),
  "DNA damage": record(
    "Cross-links and double-strand breaks arrest p53-competent MCF7 in G1 and G2: fewer, flat cells " +
      "with large smooth nuclei, more stress fibres, some death (Roninson 2003).",
    {
      density: 0.5,
      mitotic: 0.008,
      dying: 0.04,
      spread: 1.3,
      nucleusSize: 1.33,
      chromatin: 0.75,
      nucleoli: 1.2,
      dna: 0.95,
      micronuclei: 0.18,
      lobes: 0.14,
      stress: 1.6,
      fibres: 1.1,
      cohesion: 0.4,
      penetrance: 0.85,
    },
  ),
  "DNA replication": record(
    "Stalled forks and missing nucleotides hold cells in S phase: fewer cells, enlarged nuclei with " +
      "coarser chromatin and large round nucleoli (or dispersed ones), little spreading of the cell.",
    {
      density: 0.55,
      mitotic: 0.012,
      dying: 0.03,
      spread: 1.15,
      nucleusSize: 1.25,
      chromatin: 1.35,
      nucleoli: 1.5,
      nucleusElongation: 0.3,
      dna: 0.85,
      lobes: 0.08,
      fibres: 0.95,
      stress: 1.1,
      penetrance: 0.82,
    },
  ),
  "Eg5 inhibitors": record(
    "Without Eg5 the two poles do not part: round mitotic cells with one aster inside a ring of " +
      "chromosomes; those that slip out are multinucleate or die (Mayer 1999).",
    {
      density: 0.65,
      mitotic: 0.5,
      monopolar: 5,
      plates: 0.1,
      scattered: 1,
      dying: 0.08,
      lobes: 0.35,
      micronuclei: 0.7,
      nucleusSize: 1.1,
      spread: 1.05,
      penetrance: 0.9,
    },
  ),
  "Epithelial": record(
    "Src-family and related inhibitors make junctions firmer: compact, flat colonies with smooth " +
      "outlines, stronger border actin, fewer stress fibres and protrusions (Nam 2002; Frame 2002).",
    {
      density: 0.9,
      mitotic: 0.022,
      cohesion: 0.95,
      spread: 0.98,
      retraction: 0.03,
      elongation: 0.1,
      cortex: 2.1,
      stress: 0.35,
      clumps: 0.4,
      actin: 1.1,
      nucleusElongation: 0.12,
      tubulin: 0.9,
      penetrance: 0.85,
    },
  ),
  "Kinase inhibitors": record(
    "CDK/GSK3, p38 and PKC modulators slow the cycle and change spreading and polarity: spread, " +
      "elongated cells with ruffles, brighter peripheral microtubules; the least uniform class.",
    {
      density: 0.72,
      mitotic: 0.015,
      spread: 1.12,
      elongation: 0.75,
      retraction: 0.35,
      cohesion: 0.2,
      nucleusSize: 1.08,
      fibres: 1.35,
      tubulin: 1.15,
      stress: 1.4,
      clumps: 3,
      cortex: 0.75,
      penetrance: 0.75,
    },
  ),
  "Microtubule destabilizers": record(
    "Tubulin falls back to dimers: no fibres, diffuse signal, cells round up and contract, mitotic " +
      "arrest with scattered chromosomes, then nuclei broken in many lobes (Jordan 1998).",
    {
      density: 0.6,
      mitotic: 0.28,
      scattered: 5,
      plates: 0.1,
      dying: 0.06,
      spread: 0.82,
      rounding: 0.4,
      elongation: 0.1,
      lobes: 0.6,
      micronuclei: 1.6,
      nucleusSize: 0.98,
      fibres: 0,
      diffuseTubulin: 3.2,
      stress: 1.5,
      actin: 1.15,
      penetrance: 0.93,
    },
  ),
  "Microtubule stabilizers": record(
    "Fibres no longer turn over and gather in thick bundles; mitotic slippage leaves many small " +
      "nuclei in one large cell (Jordan 1993; Torres & Horwitz 1998).",
    {
      density: 0.55,
      mitotic: 0.14,
      scattered: 4,
      plates: 0.2,
      dying: 0.06,
      spread: 1.0,
      lobes: 0.5,
      micronuclei: 4,
      nucleusSize: 0.88,
      fibres: 1.5,
      bundles: 0.65,
      diffuseTubulin: 0.8,
      tubulin: 1.45,
      penetrance: 0.93,
    },
  ),
  "Protein degradation": record(
    "With the proteasome shut misfolded protein gathers in an aggresome beside the nucleus that dents " +
      "it, microtubules gather there, cells round, condense and die (Johnston 1998; Wójcik 1996).",
    {
      density: 0.5,
      dying: 0.13,
      mitotic: 0.05,
      scattered: 1,
      spread: 0.75,
      rounding: 0.45,
      retraction: 0.35,
      nucleusSize: 0.9,
      lobes: 0.2,
      chromatin: 1.25,
      dna: 1.15,
      nucleoli: 0.85,
      aggresome: 1,
      tubulin: 1.35,
      fibres: 0.8,
      actin: 1.3,
      stress: 0.6,
      mitoStress: 0.6,
      penetrance: 0.87,
    },
  ),
  "Protein synthesis": record(
    "No new protein: cells stop growing and dividing, stay smaller and apart, nucleoli shrink, what " +
      "is left of the cytoskeleton stands out in thinner monolayers, some cells round and are bright.",
    {
      density: 0.6,
      mitotic: 0.006,
      dying: 0.04,
      spread: 0.8,
      rounding: 0.2,
      retraction: 0.32,
      elongation: 0.55,
      cohesion: 0.35,
      nucleusSize: 0.96,
      nucleoli: 0.35,
      chromatin: 0.8,
      dna: 1.25,
      tubulin: 2.5,
      fibres: 1.1,
      actin: 1.5,
      cortex: 1.25,
      stress: 0.8,
      synthesis: 0.5,
      penetrance: 0.9,
    },
  ),
};
