import { openBackend } from "../learn/backend.ts";
import { tensorProduct } from "../learn/backend/product.ts";
import { select, type SelectStep } from "../profile/select.ts";
import { chooseRows, columnsOf } from "./profile/choose_rows.ts";
import { refuseMissingKeys } from "./profile/missing_keys.ts";
import { missingNote } from "./profile/missing_note.ts";
import { stepCommand } from "./profile/step.ts";
import { refuseUnused } from "./refuse_unused.ts";
import { someOf } from "./shared_options.ts";

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
  },
  example: "c2s select --in z.parquet --out few.parquet",
  apply: async (profiles, invocation) => {
    const { text } = invocation;
    const chosen = someOf(invocation, "steps", steps);
    const rows = chooseRows(profiles, text("rows"), "rows");
    const replicates = columnsOf(invocation, "replicates");
    if (replicates.length > 0 && !chosen?.includes("noise")) {
      refuseUnused(invocation, ["replicates"], "with the step noise: --steps …,noise");
    }
    refuseMissingKeys(profiles, replicates, "Cannot select features");
    const product = tensorProduct(await openBackend({ log: () => {} }));
    const { profiles: left, dropped } = await select(profiles, {
      product,
      ...(chosen === undefined ? {} : { steps: chosen }),
      ...(rows === undefined ? {} : { rows }),
      ...(replicates.length === 0 ? {} : { replicates }),
    });
    const counts = [...Map.groupBy(dropped, ([, step]) => step)]
      .map(([step, features]) => `${step}: ${features.length} features left out`);
    return { profiles: left, notes: [...counts, ...missingNote(left)] };
  },
});
