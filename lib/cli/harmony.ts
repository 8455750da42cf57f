import { InputError } from "../core/errors.ts";
import { metaValues } from "../core/profiles.ts";
import { harmonize } from "../profile/harmony.ts";
import { columnsOf } from "./profile/choose_rows.ts";
import { refuseMissingKeys } from "./profile/missing_keys.ts";
import { stepCommand } from "./profile/step.ts";
import { wholeNumber } from "./shared_options.ts";

/** `c2s harmony`: batches mixed within soft clusters. */
export const command = stepCommand({
  name: "harmony",
  summary: "mix many batches within soft clusters (Harmony); best after reduce --method pca",
  options: {
    batch: {
      type: "string",
      value: "COLUMNS",
      description: "columns of batches, each a variable of its own (required)",
    },
    diversity: {
      type: "string",
      value: "X",
      description: "how strongly clusters shall hold all batches, 0 for not (default: 2)",
    },
    ridge: { type: "string", value: "X", description: "penalty on a correction (default: 1)" },
    softness: { type: "string", value: "X", description: "of the clusters (default: 0.1)" },
    clusters: {
      type: "string",
      value: "N",
      description: "how many (default: one for 30 rows, at most 100)",
    },
    iterations: { type: "string", value: "N", description: "most rounds (default: 10)" },
    seed: { type: "string", value: "N", description: "of start and order (default: 0)" },
  },
  example: "c2s harmony --in pca.parquet --out even.parquet --batch Metadata_Plate",
  apply: (profiles, invocation) => {
    const { number, required } = invocation;
    const clusters = wholeNumber(invocation, "clusters");
    const iterations = wholeNumber(invocation, "iterations") ?? 10;
    required("batch");
    const batch = columnsOf(invocation, "batch");
    refuseMissingKeys(profiles, batch, "Cannot harmonize");
    const single = batch.find((column) => new Set(metaValues(profiles.meta, column)).size === 1);
    if (single !== undefined) {
      throw new InputError("Cannot harmonize: there is one batch only", {
        column: single,
        found: metaValues(profiles.meta, single)[0],
        allowed: "two batches or more",
      });
    }
    const { profiles: corrected, objective, converged } = harmonize(profiles, {
      batch,
      diversity: number("diversity") ?? 2,
      ridge: number("ridge") ?? 1,
      softness: number("softness") ?? 0.1,
      iterations,
      seed: wholeNumber(invocation, "seed", 0) ?? 0,
      ...(clusters === undefined ? {} : { clusters }),
    });
    const taken = objective.length - 1;
    const rounds = `${taken} ${taken === 1 ? "round" : "rounds"}`;
    const note = converged
      ? `stopped by itself after ${rounds}`
      : `still moving after ${rounds}: more --iterations may change the result`;
    return { profiles: corrected, notes: [note] };
  },
});
