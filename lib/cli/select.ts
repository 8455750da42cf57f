import { counted } from "../core/counted.ts";
import { openBackend } from "../learn/backend.ts";
import { tensorProduct } from "../learn/backend/product.ts";
import { select, type SelectStep } from "../profile/select.ts";
import { chooseRows, columnsOf } from "./profile/choose_rows.ts";
import { fillIn } from "./profile/fill_in.ts";
import { refuseMissingKeys } from "./profile/missing_keys.ts";
import { missingNote } from "./profile/missing_note.ts";
import { stepCommand } from "./profile/step.ts";
import { refuseUnused } from "./refuse_unused.ts";
import { oneOf, someOf } from "./shared_options.ts";

const steps: readonly SelectStep[] = [
  "missing",
  "frequency",
  "variance",
  "blocklist",
  "outlier",
  "correlation",
  "noise",
];

/** `c2s select`: features that say something, and not the same as another. */
export const command = stepCommand({
  name: "select",
  summary: "leave out features that are missing, hardly vary, are extreme, or repeat another",
  options: {
    steps: {
      type: "string",
      value: "LIST",
      description: `of ${steps.join(", ")} ` +
        "(default: missing,frequency,blocklist,outlier,correlation)",
    },
    rows: {
      type: "string",
      value: "COLUMN=VALUE",
      description: "rows that are looked at (default: all)",
    },
    replicates: {
      type: "string",
      value: "COLUMNS",
      description: "columns that make groups of replicates, for the step noise",
    },
    impute: {
      type: "string",
      value: "NAME",
      description: "median: then fill what is missing in the features that stay " +
        "(default: it stays missing)",
    },
    by: {
      type: "string",
      value: "COLUMNS",
      description: "of --impute: each group of these columns has medians of its own, such as " +
        "the plate (default: all as one)",
    },
  },
  example: "c2s select --in z.parquet --out few.parquet --impute median --by Metadata_Plate",
  apply: async (profiles, invocation) => {
    const { text } = invocation;
    const chosen = someOf(invocation, "steps", steps);
    const rows = chooseRows(profiles, text("rows"), "rows");
    const replicates = columnsOf(invocation, "replicates");
    if (replicates.length > 0 && !chosen?.includes("noise")) {
      refuseUnused(invocation, ["replicates"], "with the step noise: --steps …,noise");
    }
    const fills = oneOf(invocation, "impute", ["median"]) !== undefined;
    const by = columnsOf(invocation, "by");
    if (!fills) refuseUnused(invocation, ["by"], "with --impute median");
    refuseMissingKeys(profiles, [...replicates, ...by], "Cannot select features");
    const product = tensorProduct(await openBackend({ log: () => {} }));
    const { profiles: left, dropped } = await select(profiles, {
      product,
      ...(chosen === undefined ? {} : { steps: chosen }),
      ...(rows === undefined ? {} : { rows }),
      ...(replicates.length === 0 ? {} : { replicates }),
    });
    const counts = [...Map.groupBy(dropped, ([, step]) => step)]
      .map(([step, features]) => `${step}: ${counted(features.length, "feature")} left out`);
    const { profiles: full, notes } = fills
      ? fillIn(left, by)
      : { profiles: left, notes: missingNote(left) };
    return { profiles: full, notes: [...counts, ...notes] };
  },
});
