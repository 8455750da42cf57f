import { applyTvn, fitTvn } from "../profile/tvn.ts";
import { chooseRows, columnsOf } from "./profile/choose_rows.ts";
import { refuseMissingKeys } from "./profile/missing_keys.ts";
import { shrinkageOf } from "./profile/shrinkage.ts";
import { stepCommand } from "./profile/step.ts";

/** `c2s tvn`: controls made round, then of one covariance in all batches. */
export const command = stepCommand({
  name: "tvn",
  summary: "make controls round and alike in all batches: typical variation normalization",
  options: {
    controls: {
      type: "string",
      value: "COLUMN=VALUE",
      description: "rows that it is fitted on (required)",
    },
    batch: {
      type: "string",
      value: "COLUMNS",
      description: "columns that make a batch, such as plate or week (required)",
    },
    shrinkage: {
      type: "string",
      value: "X",
      description: "0 to 1, of the whitening (default: by held-out controls)",
    },
    "hold-out-by": {
      type: "string",
      value: "COLUMNS",
      description: "groups that are held out as a whole, such as plates (default: single rows)",
    },
    "batch-ridge": {
      type: "string",
      value: "X",
      description: "added to the covariance of a batch, above 0 (default: 1)",
    },
    "target-ridge": {
      type: "string",
      value: "X",
      description: "added to the covariance of all controls, above 0 (default: 1)",
    },
  },
  example: "c2s tvn --in z.parquet --out tvn.parquet --controls Metadata_Compound=DMSO " +
    "--batch Metadata_Plate",
  apply: (profiles, invocation) => {
    const { required, number } = invocation;
    required("batch");
    const batch = columnsOf(invocation, "batch"), holdOutBy = columnsOf(invocation, "hold-out-by");
    refuseMissingKeys(profiles, batch, "Cannot fit TVN");
    const shrinkage = shrinkageOf(invocation);
    const controls = chooseRows(profiles, required("controls"), "controls") ?? [];
    const tvn = fitTvn(profiles, {
      controls,
      batch,
      shrinkage,
      holdOutBy,
      batchRidge: number("batch-ridge") ?? 1,
      targetRidge: number("target-ridge") ?? 1,
    });
    const { whitening, batches } = tvn;
    const alone = batches.size > 1 ? [] : [
      "one batch only: its controls are made round, as " +
      "c2s whiten does it; there is no other batch to be made alike",
    ];
    return {
      profiles: applyTvn(profiles, tvn),
      notes: [
        ...alone,
        `shrinkage ${whitening.shrinkage} on ${whitening.controls} controls ` +
        `in ${batches.size} ${batches.size === 1 ? "batch" : "batches"}`,
        ...whitening.warnings.map(({ message }) => message),
      ],
    };
  },
});
