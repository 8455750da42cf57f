import { consensus } from "../profile/consensus.ts";
import { columnsOf } from "./profile/choose_rows.ts";
import { missingKeyNotes } from "./profile/missing_keys.ts";
import { missingNote } from "./profile/missing_note.ts";
import { numberMetadata } from "./profile/number_metadata.ts";
import { stepCommand } from "./profile/step.ts";
import { oneOf } from "./shared_options.ts";

/** `c2s aggregate`: cells to sites, sites to wells, wells to treatments. */
export const command = stepCommand({
  name: "aggregate",
  summary: "one row a site, well or treatment: mean, median or consensus of its rows",
  options: {
    by: {
      type: "string",
      value: "COLUMNS",
      description: "columns whose values make a group, with commas (required)",
    },
    method: {
      type: "string",
      value: "NAME",
      description: "mean, median, or modz: replicates count as they agree (default: mean)",
      default: "mean",
    },
  },
  example: "c2s aggregate --in cells.parquet --out wells.parquet --by Metadata_Plate,Metadata_Well",
  apply: (profiles, invocation) => {
    invocation.required("by");
    const by = columnsOf(invocation, "by");
    const method = oneOf(invocation, "method", ["mean", "median", "modz"] as const) ?? "mean";
    const counts = profiles.meta.columns.filter((name) => name === "Metadata_Count");
    return {
      // A step before wrote how many rows stand behind each, which a CSV file gives back as text.
      profiles: consensus(numberMetadata(profiles, counts), { by, method }),
      notes: [
        ...missingKeyNotes(profiles, by, invocation),
        ...missingNote(profiles, "not counted in their groups"),
      ],
    };
  },
});
