import { crossSketches } from "../chem/cross_sketches.ts";
import { editSketch } from "../chem/edit_sketch.ts";
import { withMolecule } from "../chem/molecule.ts";
import { moleculeGraph } from "../chem/molecule_graph.ts";
import type { RDKit } from "../chem/rdkit.ts";
import { type Sketch, sketchOf, writeSketch } from "../chem/sketch.ts";
import { InputError } from "../core/errors.ts";
import { Random } from "../core/random.ts";

/** A structure that was proposed. */
export interface Proposal {
  /** RDKit's canonical SMILES, without configuration. */
  smiles: string;
  /** Its score; NaN where nothing scores. */
  score: number;
}

/** What a search came to. */
export interface Generated {
  /** The best proposals, the best first; without a score a random sample of all. */
  proposals: Proposal[];
  /** Structures that were drawn. */
  drawn: number;
  /** Of these, those that RDKit reads and that are of the size wanted. */
  valid: number;
  /** Of the valid ones, those not drawn before. */
  unique: number;
}

/** How structures are searched for. */
export interface GenerateOptions {
  /**
   * Scores structures, higher is better; without it parents and survivors are drawn at random, which is
   * the baseline.
   */
  score?: (smiles: readonly string[]) => Promise<ArrayLike<number>>;
  /** Valid, unique structures that are made; defaults to 1000. */
  budget?: number;
  /** Structures that live at a time; defaults to 60. */
  population?: number;
  /** Structures that are made in a generation; defaults to 50. */
  children?: number;
  /** Proposals that are kept; defaults to 50. */
  keep?: number;
  /** Most atoms without hydrogens; defaults to 50. */
  mostAtoms?: number;
  /** Seed; defaults to 1. */
  seed?: number;
  /** Called after each generation, with the structures made and the best score. */
  onGeneration?: (made: number, best: number) => void;
  /** Stops between two generations. */
  signal?: AbortSignal;
}

interface Member extends Proposal {
  sketch: Sketch;
}

const fewestAtoms = 5;

/**
 * Searches for structures by evolution: children of known compounds, by fragments exchanged or by one to
 * three edits, of which the best live on (after Jensen 2019).
 *
 * Every child is checked by RDKit and made once only. Memory holds the population, what is kept and the
 * SMILES that were seen.
 *
 * @param rdkit From `loadRDKit`.
 * @param start Known structures to begin with; they are no proposals.
 * @param options Score, budget, sizes, seed.
 * @throws {InputError} where no structure to begin with can be changed, or none is found any more.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "../chem/rdkit.ts";
 * import { generate } from "./generate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const long = (smiles: readonly string[]) => Promise.resolve(smiles.map(({ length }) => length));
 * const options = { score: long, budget: 40, keep: 5 };
 * const { proposals, unique } = await generate(await loadRDKit(), ["CCCCO", "c1ccccc1CN"], options);
 * assertEquals([proposals.length, unique], [5, 40]);
 * ```
 */
export async function generate(
  rdkit: RDKit,
  start: readonly string[],
  options: GenerateOptions = {},
): Promise<Generated> {
  const { score, budget = 1000, population = 60, children = 50, keep = 50, seed = 1 } = options;
  const { mostAtoms = 50, signal, onGeneration } = options;
  const random = new Random(seed).fork("generate");
  const read = (smiles: string) => readMember(rdkit, smiles, mostAtoms);
  const founders = [...new Map(
    start.map(read).flatMap((one) => one ? [[one.smiles, one]] : [])
      .map(([key, one]) => [key as string, one as Member]),
  ).values()];
  if (founders.length === 0) {
    throw new InputError("Cannot generate structures: there is nothing to begin with", {
      found: `${start.length} structures`,
      allowed: `one part of ${fewestAtoms} to ${mostAtoms} atoms`,
    });
  }
  const seen = new Set(founders.map(({ smiles }) => smiles));
  await rate(founders, score);
  let living = survivors(founders, population, score !== undefined, random);
  let kept: Member[] = [], drawn = 0, valid = 0, unique = 0, barren = 0;
  while (unique < budget) {
    signal?.throwIfAborted();
    const born: Member[] = [], wanted = Math.min(children, budget - unique);
    for (let tries = 0; born.length < wanted && tries < 40 * children; tries++) {
      const child = makeChild(living, score !== undefined, random);
      if (child === undefined) continue;
      drawn++;
      const one = read(writeSketch(child));
      if (one === undefined) continue;
      valid++;
      if (seen.has(one.smiles)) continue;
      seen.add(one.smiles);
      born.push(one);
    }
    barren = born.length === 0 ? barren + 1 : 0;
    if (barren > 2) {
      throw new InputError("Cannot generate structures: no new ones are found any more", {
        found: `${unique} of ${budget}`,
        hint: "Begin with more structures, or allow larger ones",
      });
    }
    await rate(born, score);
    kept = score === undefined
      ? sampled(kept, born, unique, keep, random)
      : [...kept, ...born].sort(byScore).slice(0, keep);
    unique += born.length;
    living = survivors([...living, ...born], population, score !== undefined, random);
    onGeneration?.(unique, kept[0]?.score ?? NaN);
  }
  return { proposals: kept.map(({ smiles, score }) => ({ smiles, score })), drawn, valid, unique };
}

function byScore(a: Proposal, b: Proposal): number {
  return b.score - a.score || (a.smiles < b.smiles ? -1 : 1);
}

async function rate(members: Member[], score: GenerateOptions["score"]): Promise<void> {
  if (score === undefined || members.length === 0) return;
  const found = await score(members.map(({ smiles }) => smiles));
  members.forEach((one, i) => one.score = Number.isNaN(found[i]!) ? -Infinity : found[i]!);
}

function survivors(members: Member[], count: number, scored: boolean, random: Random): Member[] {
  return (scored ? members.toSorted(byScore) : random.shuffle(members)).slice(0, count);
}

/** A sample in which every structure made so far is as likely as the next (reservoir). */
function sampled(kept: Member[], born: Member[], before: number, keep: number, random: Random) {
  const out = [...kept];
  born.forEach((one, i) => {
    if (out.length < keep) out.push(one);
    else {
      const place = random.integer(before + i + 1);
      if (place < keep) out[place] = one;
    }
  });
  return out;
}

function makeChild(living: readonly Member[], scored: boolean, random: Random): Sketch | undefined {
  const parent = () => {
    // The population is in order where there are scores: the lower of two places is the better one.
    const [a, b] = [random.integer(living.length), random.integer(living.length)];
    return living[scored ? Math.min(a, b) : a]!.sketch;
  };
  if (random.uniform() < 0.5) return crossSketches(parent(), parent(), random);
  let sketch: Sketch | undefined = parent();
  for (let edits = 1 + random.integer(3); edits > 0 && sketch !== undefined; edits--) {
    sketch = editSketch(sketch, random);
  }
  return sketch;
}

/** A structure that RDKit reads, in one part and of the size wanted, without configuration. */
function readMember(rdkit: RDKit, text: string, mostAtoms: number): Member | undefined {
  try {
    return withMolecule(rdkit, text, (molecule) => {
      const graph = moleculeGraph(molecule);
      const smiles = molecule.get_smiles(JSON.stringify({ doIsomericSmiles: false }));
      const fits = graph.atoms >= fewestAtoms && graph.atoms <= mostAtoms && !smiles.includes(".");
      return fits ? { smiles, score: NaN, sketch: sketchOf(graph) } : undefined;
    });
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
