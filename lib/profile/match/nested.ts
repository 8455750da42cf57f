import type { BootstrapOptions } from "../../core/bootstrap.ts";
import { InputError } from "../../core/errors.ts";
import type { Product } from "../../core/multiply.ts";
import type { Profiles } from "../../core/profiles.ts";
import type { Metric } from "../distance.ts";
import { type Share, shareInterval } from "../share_interval.ts";
import { allCandidates } from "./all_candidates.ts";
import { type MatchRule, vote } from "./candidates.ts";
import { hiddenTreatments, type NestedColumns } from "./hidden.ts";
import { matchable } from "./matchable.ts";

export type { NestedColumns } from "./hidden.ts";

/** A way from wells to treatments, with a name. */
export interface Pipeline {
  /** Name, unlike all others. */
  name: string;
  /**
   * Corrects the wells and aggregates them to treatments, one row each, keeping the metadata columns
   * that are matched on. It sees every well, but never a mechanism.
   */
  run: (wells: Profiles) => Profiles | Promise<Profiles>;
}

/** How {@link nestedMatch} works; the bootstrap is over compounds. */
export interface NestedOptions extends BootstrapOptions {
  /** What near means; defaults to `cosine`. */
  metric?: Metric;
  /** How many nearest treatments vote; defaults to 1. */
  neighbours?: number;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
  /** Called after each pipeline, with how many are done; for a progress bar. */
  onDone?: (done: number, total: number) => void;
}

/** Scores by the rules that can be applied. */
export interface RuleScores {
  /** Another compound. */
  nsc: Share;
  /** Another compound in another batch; where a column of batches is named. */
  nscb?: Share;
}

/** A treatment, and what the pipeline chosen without its compound says. */
export interface NestedMatch {
  /** Values of the treatment columns joined by a tab, as `groupRows` does. */
  treatment: string;
  /** Its compound. */
  compound: string;
  /** Its mechanism. */
  moa: string;
  /** The pipeline that was best on the other compounds. */
  pipeline: string;
  /** Mechanism named by NSC; undefined where it is not scored. */
  nsc?: string | null;
  /** Mechanism named by NSCB; undefined where it is not scored. */
  nscb?: string | null;
}

/** What a choice among pipelines really reaches. */
export interface NestedReport extends RuleScores {
  /** Every treatment with a mechanism. */
  matches: NestedMatch[];
  /**
   * Each pipeline's own score on all compounds, and for how many compounds it was chosen. The best of
   * these is what one would report after choosing on test labels: too high.
   */
  pipelines: (RuleScores & { name: string; chosen: number })[];
}

/**
 * Chooses a pipeline without test labels: for each compound, the one that is best on the others.
 *
 * A compound is held out. Each pipeline is scored on the treatments of the other compounds, which
 * are matched with one another only, and the best is chosen (mean of NSC and NSCB where there are
 * batches; among equals the first of the list). The held-out compound's treatments are then matched
 * by that pipeline. So the mechanism of a compound never takes part in the choice it is scored with;
 * the pipelines themselves get the wells with the column of mechanisms removed. What was learned by
 * eye when the list was written down is not undone by this: write a list of all that was tried.
 *
 * Source: Varma and Simon 2006, BMC Bioinformatics 7, 91.
 *
 * @param wells Well profiles with their treatments, controls included [wells × d].
 * @param pipelines At least one.
 * @param columns Metadata columns of treatment, compound, mechanism and batch. Rows without a
 * mechanism, and treatments of `columns.control`, are not scored.
 * @param options Metric, votes, bootstrap.
 * @throws {InputError} naming the pipeline that fails, loses or repeats a treatment or gives values
 * that are not finite; if two share a name; if a treatment has two mechanisms; as `matchTreatments`.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, selectFeatures } from "../../core/profiles.ts";
 * import { nestedMatch } from "./nested.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({
 *   compound: ["a", "b", "c", "d", "e", "f"],
 *   moa: ["x", "y", "x", "y", "x", "y"],
 * });
 * const values = new Float64Array([1, 0, 5, 0, 1, -5, 1, 0, -5, 0, 1, 5, 1, 0, 5, 0, 1, -5]);
 * const wells = makeProfiles(meta, ["area", "texture", "noise"], values);
 * const report = await nestedMatch(wells, [
 *   { name: "as measured", run: (wells) => wells },
 *   { name: "without noise", run: (wells) => selectFeatures(wells, ["area", "texture"]) },
 * ], { treatment: ["compound"], compound: "compound", moa: "moa" });
 * assertEquals([report.nsc.hits, report.matches[0]!.pipeline], [6, "without noise"]);
 * ```
 */
export async function nestedMatch(
  wells: Profiles,
  pipelines: readonly Pipeline[],
  columns: NestedColumns,
  options: NestedOptions = {},
): Promise<NestedReport> {
  checkNames(pipelines);
  const { neighbours = 1, metric, product, onDone } = options;
  const hidden = hiddenTreatments(wells, columns), { labels } = hidden;
  const rules: MatchRule[] = columns.batch === undefined ? ["NSC"] : ["NSC", "NSCB"];
  const scored = rules.map((rule) => matchable(labels, rule).scored);
  const compounds = [...new Set(labels.compounds)];
  const named: Named[] = [];
  for (const [done, pipeline] of pipelines.entries()) {
    const treatments = await hidden.run(pipeline);
    const all = await allCandidates(treatments, labels, rules, neighbours, { metric, product });
    named.push(
      all.map((rows) =>
        rows.map((candidates) => (without?: string) =>
          vote(candidates, labels, neighbours, without).moa
        )
      ),
    );
    onDone?.(done + 1, pipelines.length);
  }
  const accuracy = (pipeline: number, held: string) => {
    const shares = scored.map((rows, rule) => {
      const others = rows.filter((row) => labels.compounds[row] !== held);
      const hits = others.filter((row) => named[pipeline]![rule]![row]!(held) === labels.moas[row]);
      return others.length === 0 ? 0 : hits.length / others.length;
    });
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  const choice = new Map(compounds.map((compound) => {
    const scores = pipelines.map((_, pipeline) => accuracy(pipeline, compound));
    return [compound, scores.indexOf(Math.max(...scores))];
  }));
  const share = (pipelineOf: (compound: string) => number) => {
    const [nsc, nscb] = scored.map((rows, rule) =>
      shareInterval(
        rows.map((row) =>
          named[pipelineOf(labels.compounds[row]!)]![rule]![row]!() === labels.moas[row]
        ),
        rows.map((row) => labels.compounds[row]!),
        options,
      )
    );
    return { nsc: nsc!, ...nscb && { nscb } };
  };
  const isScored = scored.map((rows) => new Set(rows));
  return {
    ...share((compound) => choice.get(compound)!),
    matches: labels.compounds.map((compound, row) => {
      const pipeline = choice.get(compound)!;
      const say = (rule: number) => named[pipeline]![rule]![row]!();
      return {
        treatment: hidden.treatments[row]!,
        compound,
        moa: labels.moas[row]!,
        pipeline: pipelines[pipeline]!.name,
        ...isScored[0]!.has(row) && { nsc: say(0) },
        ...isScored[1]?.has(row) && { nscb: say(1) },
      };
    }),
    pipelines: pipelines.map(({ name }, pipeline) => ({
      name,
      chosen: compounds.filter((compound) => choice.get(compound) === pipeline).length,
      ...share(() => pipeline),
    })),
  };
}

/** `named[rule][row](compound)`: the mechanism named, with that compound taken away. */
type Named = ((without?: string) => string | null)[][];

function checkNames(pipelines: readonly Pipeline[]): void {
  const names = pipelines.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (names.length > 0 && twice === undefined) return;
  throw new InputError("Cannot choose a pipeline", {
    found: twice === undefined ? "no pipeline" : `two pipelines named ${JSON.stringify(twice)}`,
    allowed: "at least one, each with its own name",
  });
}
