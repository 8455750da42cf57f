import type { RDKit } from "../../chem/rdkit.ts";
import { bootstrapIntervals } from "../../core/bootstrap.ts";
import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import type { TensorFlow } from "../../learn/backend.ts";
import type { Measured } from "../compare.ts";
import { dealFolds } from "../folds.ts";
import { generate, type Generated } from "../generate.ts";
import { consensusOf, type Matched, takeCompounds } from "../matched.ts";
import { trainTranslator, type TranslatorOptions } from "../translator.ts";
import { type Judgement, judgeProposals } from "./judge.ts";
import { profileScorer } from "./scorer.ts";

/** What a search is judged by. */
export type SearchMeasure = keyof Judgement | "score" | "otherScore" | "toMechanism" | "validity";

/** Proposals of one search with what they are worth. */
export interface JudgedSearch extends Generated {
  /**
   * Each measure: those of {@link Judgement}, the mean score of the proposals (`score`), that of a
   * second translator with another seed that the search did not ask (`otherScore`), the mean
   * similarity to the nearest known structure of the compound's mechanism (`toMechanism`, NaN without
   * one), and the share of drawn structures that are valid.
   */
  measures: Record<SearchMeasure, number>;
}

/** Both searches for the profile of one compound that the translators have not seen. */
export interface ComparedQuery {
  /** Position of the compound. */
  compound: number;
  /** Search that asks the translator. */
  guided: JudgedSearch;
  /** As many structures drawn at random. */
  random: JudgedSearch;
}

/** How searches are compared. */
export interface CompareSearchOptions {
  /** Settings of the translators; defaults to *its own*. */
  translator?: Omit<TranslatorOptions, "validation" | "seed">;
  /** Mechanism of each compound, null where it is not known [c]; defaults to none. */
  mechanisms?: readonly (string | null)[];
  /** Compounds whose profiles are asked with; defaults to 8. */
  queries?: number;
  /** Folds by scaffold, of which one is held out; defaults to 5. */
  folds?: number;
  /** Structures made in each search; defaults to 400. */
  budget?: number;
  /** Proposals of each search; defaults to 20. */
  keep?: number;
  /** Seed; defaults to 1. */
  seed?: number;
  /** Called after each query, with how many are done. */
  onQuery?: (done: number, total: number) => void;
  /** Stops. */
  signal?: AbortSignal;
}

/**
 * Compares structures searched for by a translator with structures drawn at random, for profiles of
 * compounds whose scaffolds neither translator nor search has seen.
 *
 * Queries are drawn at random from the compounds held out. Both searches begin with the training
 * compounds, edit and exchange fragments alike and make equally many structures.
 *
 * @param tf TensorFlow.js.
 * @param rdkit From `loadRDKit`.
 * @param matched Compounds.
 * @param options Settings, queries, budget.
 * @throws {InputError} where compounds cannot be dealt to folds.
 */
export async function compareSearch(
  tf: TensorFlow,
  rdkit: RDKit,
  matched: Matched,
  options: CompareSearchOptions = {},
): Promise<ComparedQuery[]> {
  const { queries = 8, folds = 5, budget = 400, keep = 20, seed = 1, signal } = options;
  const fold = dealFolds(matched, { rule: "scaffold", folds, seed }), all = [...fold.keys()];
  const known = all.filter((one) => fold[one] !== 0), train = takeCompounds(matched, known);
  const held = new Random(seed).fork("queries").shuffle(all.filter((one) => fold[one] === 0));
  const settings = { ...options.translator, ...signal && { signal } };
  const own = await trainTranslator(tf, train, { ...settings, seed });
  const other = await trainTranslator(tf, train, { ...settings, seed: seed + 1 });
  const found: ComparedQuery[] = [], chosen = held.slice(0, queries);
  for (const compound of chosen) {
    const profile = consensusOf(takeCompounds(matched, [compound]));
    const score = await profileScorer(tf, rdkit, own, profile);
    const ask = await profileScorer(tf, rdkit, other, profile);
    const mechanism = options.mechanisms?.[compound] ?? null;
    const kin = mechanism === null
      ? []
      : known.filter((one) => options.mechanisms?.[one] === mechanism);
    const search = async (guided: boolean): Promise<JudgedSearch> => {
      const made = await generate(rdkit, train.smiles, {
        ...guided ? { score } : {},
        budget,
        keep,
        seed: seed + compound,
        ...signal && { signal },
      });
      const smiles = made.proposals.map((one) => one.smiles);
      const judge = (target: readonly string[]) =>
        judgeProposals(rdkit, smiles, { known: train.smiles, target });
      return {
        ...made,
        measures: {
          ...judge([matched.smiles[compound]!]),
          toMechanism: kin.length === 0
            ? NaN
            : judge(kin.map((one) => matched.smiles[one]!)).toTarget,
          score: mean(await score(smiles)),
          otherScore: mean(await ask(smiles)),
          validity: made.valid / made.drawn,
        },
      };
    };
    found.push({ compound, guided: await search(true), random: await search(false) });
    options.onQuery?.(found.length, chosen.length);
  }
  return found;
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** A measure of both searches over all queries. */
export interface SearchContrast {
  /** Mean of the guided searches. */
  guided: number;
  /** Mean of the random ones. */
  random: number;
  /** Mean difference, with a bootstrap interval over queries. */
  difference: Measured;
  /** Queries that have the measure. */
  queries: number;
}

/**
 * By how much guided searches differ from random ones, query by query.
 *
 * @param queries From {@link compareSearch}.
 * @param measure Which measure; queries without it are left out.
 * @param options Resamples and seed of the interval.
 * @throws {InputError} where no query has the measure.
 *
 * @example
 * ```ts
 * import { searchContrast } from "./compare_search.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const search = (score: number) => ({ measures: { score } }) as never;
 * const queries = [{ compound: 0, guided: search(0.5), random: search(0.25) }];
 * assertEquals(searchContrast(queries, "score").difference.value, 0.25);
 * ```
 */
export function searchContrast(
  queries: readonly ComparedQuery[],
  measure: SearchMeasure,
  options: { resamples?: number; seed?: number } = {},
): SearchContrast {
  const pairs = queries
    .map(({ guided, random }) => [guided.measures[measure], random.measures[measure]] as const)
    .filter(([guided, random]) => !Number.isNaN(guided) && !Number.isNaN(random));
  if (pairs.length === 0) {
    throw new InputError("Cannot compare searches: no query has the measure", { column: measure });
  }
  const differences = pairs.map(([guided, random]) => guided - random);
  const over = (rows: Int32Array) => [mean(Array.from(rows, (row) => differences[row]!))];
  const [interval] = bootstrapIntervals(pairs.length, over, options);
  return {
    guided: mean(pairs.map(([guided]) => guided)),
    random: mean(pairs.map(([, random]) => random)),
    difference: { value: mean(differences), ...interval! },
    queries: pairs.length,
  };
}
