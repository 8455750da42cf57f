import { fitCombat } from "../profile/combat.ts";
import { applyCombat } from "../profile/combat/apply.ts";
import { combatNotes } from "./combat/notes.ts";
import { columnsOf } from "./profile/choose_rows.ts";
import { numberMetadata } from "./profile/number_metadata.ts";
import { stepCommand } from "./profile/step.ts";

/** `c2s combat`: batch correction as R's sva does it. */
export const command = stepCommand({
  name: "combat",
  summary: "take the differences of batches out (ComBat, as R's sva)",
  options: {
    batch: { type: "string", value: "COLUMN", description: "batch of each row (required)" },
    categorical: {
      type: "string",
      value: "COLUMNS",
      description: "columns of names whose effects are kept (default: none)",
    },
    continuous: {
      type: "string",
      value: "COLUMNS",
      description: "columns of numbers whose effects are kept (default: none)",
    },
    reference: {
      type: "string",
      value: "BATCH",
      description: "batch that the others are brought to (default: the mean of all)",
    },
    "non-parametric": {
      type: "boolean",
      description: "priors of any form instead of normal and inverse gamma ones",
    },
    "mean-only": { type: "boolean", description: "correct means, leave variances" },
  },
  example: "c2s combat --in z.parquet --out corrected.parquet --batch Metadata_Week",
  apply: (profiles, invocation) => {
    const { required, text, flag } = invocation;
    const reference = text("reference"), continuous = columnsOf(invocation, "continuous");
    const numbered = numberMetadata(profiles, continuous);
    const model = fitCombat(numbered, {
      batch: required("batch"),
      categorical: columnsOf(invocation, "categorical"),
      continuous,
      parametric: !flag("non-parametric"),
      meanOnly: flag("mean-only"),
      ...(reference === undefined ? {} : { reference }),
    });
    const corrected = applyCombat(model, numbered);
    return { profiles: { ...corrected, meta: profiles.meta }, notes: combatNotes(numbered, model) };
  },
});
