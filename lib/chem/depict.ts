import type { Mol } from "@rdkit/rdkit";
import { withPattern } from "./molecule.ts";
import type { RDKit } from "./rdkit.ts";

/** The picture of a molecule. */
export interface Depiction {
  /** One SVG document, from `<svg …>` to `</svg>`; letters are outlines, so that it needs no font. */
  svg: string;
  /** Width [px]. */
  width: number;
  /** Height [px]. */
  height: number;
  /** Atoms that are coloured. */
  highlighted: number;
}

/** How a molecule is drawn. */
export interface DepictOptions {
  /** Width [px]; defaults to 220. */
  width?: number;
  /** Height [px]; defaults to 170. */
  height?: number;
  /** Longest length of a bond [px]; defaults to 24, so that small molecules are not blown up. */
  bondLength?: number;
  /** Substructures to colour, as SMARTS; all places of each; defaults to none. */
  highlight?: readonly string[];
  /** Colour of the substructures, red, green, blue from 0 to 1; defaults to a light orange. */
  colour?: readonly [number, number, number];
}

/**
 * Draws a molecule in the plane.
 *
 * @param rdkit From `loadRDKit`.
 * @param molecule RDKit's object, still alive.
 * @param options Size and highlighted substructures.
 * @throws {InputError} for a highlight that is no SMARTS.
 *
 * @example
 * ```ts
 * import { depict } from "./depict.ts";
 * import { withMolecule } from "./molecule.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const phenol = withMolecule(
 *   rdkit,
 *   "Oc1ccccc1",
 *   (molecule) => depict(rdkit, molecule, { highlight: ["[OX2H]"] }),
 * );
 * assertEquals([phenol.width, phenol.height, phenol.highlighted], [220, 170, 1]);
 * ```
 */
export function depict(rdkit: RDKit, molecule: Mol, options: DepictOptions = {}): Depiction {
  const { width = 220, height = 170, bondLength = 24, highlight = [] } = options;
  const { colour = [0.98, 0.8, 0.4] } = options;
  const atoms = new Set<number>(), bonds = new Set<number>();
  for (const smarts of highlight) {
    for (const match of withPattern(rdkit, smarts, (pattern) => matches(molecule, pattern))) {
      match.atoms.forEach((atom) => atoms.add(atom));
      match.bonds.forEach((bond) => bonds.add(bond));
    }
  }
  const svg = molecule.get_svg_with_highlights(JSON.stringify({
    width,
    height,
    fixedBondLength: bondLength,
    atoms: [...atoms],
    bonds: [...bonds],
    highlightColour: colour,
  }));
  return { svg: trimmed(svg), width, height, highlighted: atoms.size };
}

function matches(molecule: Mol, pattern: Mol): { atoms: number[]; bonds: number[] }[] {
  const found = JSON.parse(molecule.get_substruct_matches(pattern));
  return Array.isArray(found) ? found : [];
}

/** The SVG without head, comments and what only RDKit reads. */
function trimmed(svg: string): string {
  return svg.slice(svg.indexOf("<svg"))
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/\s*(?:xmlns:\w+|xml:space|baseProfile|version)='[^']*'/g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll("> <", "><")
    .trim();
}
