import pl from "nodejs-polars";
import { makeProfiles, selectRows } from "../../core/profiles.ts";
import { aggregateLevels } from "../../profile/aggregate_levels.ts";
import { matchTreatments } from "../../profile/match.ts";
import { normalize } from "../../profile/normalize.ts";
import type { Cell } from "./cells.ts";

const solvent = "DMSO";

/** How well mechanisms are found again by the nearest treatment. */
export interface ScreenScore {
  /** Treatments whose nearest one of another compound has the same mechanism. */
  hits: number;
  /** Treatments scored. */
  total: number;
  /** Share of hits with its 95 % interval over compounds. */
  share: number;
  low: number;
  high: number;
}

/**
 * Scores the vectors of a screen's cells: wells are means, in units of the spread of DMSO wells on
 * the same plate; treatments are medians over wells; each is named after its nearest one by cosine.
 *
 * @param cells The cells [n].
 * @param vectors Their vectors [n × d].
 * @returns NSC (another compound) and NSCB (another compound and week).
 * @throws {InputError} if a plate has fewer than two DMSO wells, or no mechanism is known.
 */
export async function judgeScreen(
  cells: readonly Cell[],
  vectors: Float32Array,
): Promise<{ nsc: ScreenScore; nscb: ScreenScore }> {
  const text = (name: string, value: (cell: Cell) => string | null) =>
    pl.Series(`Metadata_${name}`, cells.map(value), pl.Utf8);
  const meta = pl.DataFrame([
    text("Plate", ({ plate }) => plate),
    text("Well", ({ well }) => well),
    text("Week", ({ week }) => week),
    text("Compound", ({ compound }) => compound),
    text("Concentration", ({ concentration }) => concentration),
    text("MoA", ({ moa }) => moa),
  ]);
  const length = vectors.length / cells.length;
  const names = Array.from({ length }, (_, j) => `Cells_Embedding_${j}`);
  const treatment = ["Metadata_Compound", "Metadata_Concentration", "Metadata_Week"];
  const wells = aggregateLevels(makeProfiles(meta, names, vectors), [
    { by: ["Metadata_Plate", "Metadata_Well"], count: "cells" },
  ]);
  const even = normalize(wells, {
    by: "Metadata_Plate",
    controls: { Metadata_Compound: solvent },
  });
  const all = aggregateLevels(even, [{ by: treatment, method: "median", count: "wells" }]);
  const moas = all.meta.getColumn("Metadata_MoA").toArray() as (string | null)[];
  const treated = selectRows(all, moas.map((moa) => moa !== null && moa !== solvent));
  const columns = {
    compound: "Metadata_Compound",
    moa: "Metadata_MoA",
    batch: "Metadata_Week",
  };
  const score = async (rule: "NSC" | "NSCB"): Promise<ScreenScore> => {
    const { hits, total, share, interval } = await matchTreatments(treated, columns, { rule });
    return { hits, total, share, ...interval };
  };
  return { nsc: await score("NSC"), nscb: await score("NSCB") };
}
