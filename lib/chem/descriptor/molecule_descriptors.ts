import type { Mol } from "@rdkit/rdkit";
import { type MoleculeGraph, moleculeGraph } from "../molecule_graph.ts";
import type { RDKit } from "../rdkit.ts";
import { atomMasses } from "../atom_masses.ts";
import { burdenEigenvalues } from "./burden.ts";
import { atomCounts, builtInDescriptors } from "./counts.ts";
import { crippenContributions } from "./crippen.ts";
import { bondDistances, orderDistances } from "./distances.ts";
import { drugLikeness } from "./drug_likeness.ts";
import { electrotopologicalStates } from "./estate.ts";
import { fragmentCounts } from "./fragments.ts";
import { gasteigerCharges } from "./gasteiger.ts";
import { hybridisation } from "./hybridisation.ts";
import { atomSurfaces } from "./labute.ts";
import { morganDensities } from "./morgan_density.ts";
import { spacialScore } from "./spacial_score.ts";
import { topologicalIndices } from "./topological.ts";
import { binnedSums, vsaEdges } from "./vsa.ts";

/**
 * The 217 descriptors of RDKit's Python list, under its names, always in the same order.
 *
 * NaN where there is no value: partial charges and BCUT2D of molecules with atoms that have no
 * parameters, such as metals, and SPS of hydrogen.
 *
 * @param rdkit From `loadRDKit`.
 * @param molecule RDKit's object, still alive; its stereo labels are renewed.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { moleculeDescriptors } from "./molecule_descriptors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const found = withMolecule(rdkit, "CCO", (molecule) => moleculeDescriptors(rdkit, molecule));
 * assertEquals(Object.keys(found).length, 217);
 * assertEquals(found.NumValenceElectrons, 20);
 * ```
 */
export function moleculeDescriptors(rdkit: RDKit, molecule: Mol): Record<string, number> {
  const graph = moleculeGraph(molecule);
  const shapes = hybridisation(rdkit, molecule, graph.atoms);
  const mass = atomMasses(rdkit, graph);
  const { charges, complete } = gasteigerCharges(graph, shapes);
  const contributions = crippenContributions(rdkit, molecule, graph);
  const builtIn = builtInDescriptors(molecule);
  return {
    ...builtIn,
    ...atomCounts(graph, mass),
    ...chargeExtremes(charges),
    ...surfaceDescriptors(graph, { charges, ...contributions }),
    ...topologicalIndices(graph, orderDistances(graph)),
    ...burdenEigenvalues(graph, { mass, charge: charges, ...contributions }, complete),
    ...morganDensities(rdkit, graph),
    ...fragmentCounts(rdkit, molecule),
    qed: drugLikeness(rdkit, molecule, graph, builtIn),
    // The last one, as it renews the stereo labels.
    SPS: spacialScore(rdkit, molecule, graph, shapes),
  };
}

/** What surfaces are sorted by [atoms]. */
interface AtomProperties {
  charges: Float64Array;
  logP: Float64Array;
  refractivity: Float64Array;
}

function surfaceDescriptors(graph: MoleculeGraph, atoms: AtomProperties): Record<string, number> {
  const surfaces = atomSurfaces(graph);
  const states = electrotopologicalStates(graph, bondDistances(graph));
  const sums = {
    PEOE_VSA: binnedSums(surfaces, atoms.charges, vsaEdges.PEOE_VSA),
    SMR_VSA: binnedSums(surfaces, atoms.refractivity, vsaEdges.SMR_VSA),
    SlogP_VSA: binnedSums(surfaces, atoms.logP, vsaEdges.SlogP_VSA),
    EState_VSA: binnedSums(surfaces, states, vsaEdges.EState_VSA),
    VSA_EState: binnedSums(states, surfaces, vsaEdges.VSA_EState),
  };
  const found: Record<string, number> = {
    MaxEStateIndex: extreme(states, Math.max),
    MinEStateIndex: extreme(states, Math.min),
    MaxAbsEStateIndex: extreme(states.map(Math.abs), Math.max),
    MinAbsEStateIndex: extreme(states.map(Math.abs), Math.min),
  };
  for (const [family, bins] of Object.entries(sums)) {
    for (const [bin, sum] of bins.entries()) found[`${family}${bin + 1}`] = sum;
  }
  return found;
}

function chargeExtremes(charges: Float64Array): Record<string, number> {
  const highest = extreme(charges, Math.max), lowest = extreme(charges, Math.min);
  return {
    MaxPartialCharge: highest,
    MinPartialCharge: lowest,
    MaxAbsPartialCharge: Math.max(Math.abs(highest), Math.abs(lowest)),
    MinAbsPartialCharge: Math.min(Math.abs(highest), Math.abs(lowest)),
  };
}

/** The largest or smallest value; NaN where one is NaN. */
function extreme(values: Float64Array, choose: (a: number, b: number) => number): number {
  return values.reduce((best, value) => choose(best, value));
}
