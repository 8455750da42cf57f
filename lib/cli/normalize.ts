import { selectFeatures } from "../core/profiles.ts";
import { compress } from "../profile/compress.ts";
import { normalize } from "../profile/normalize.ts";
import { unscaledFeatures } from "../profile/unscaled_features.ts";
import { chooseRows, columnsOf } from "./profile/choose_rows.ts";
import { fillIn } from "./profile/fill_in.ts";
import { refuseMissingKeys } from "./profile/missing_keys.ts";
import { missingNote } from "./profile/missing_note.ts";
import { stepCommand } from "./profile/step.ts";
import { unscaledNotes } from "./profile/unscaled_notes.ts";
import { oneOf } from "./shared_options.ts";

/** `c2s normalize`: features in units of the spread of controls, plate by plate. */
export const command = stepCommand({
  name: "normalize",
  summary: "features as distances from controls (or all rows), in their spread, plate by plate",
  options: {
    method: {
      type: "string",
      value: "NAME",
      description: "standardize, mad or minmax (default: standardize)",
      default: "standardize",
    },
    by: {
      type: "string",
      value: "COLUMNS",
      description: "each group of these columns by itself, such as the plate (default: all as one)",
    },
    controls: {
      type: "string",
      value: "COLUMN=VALUE",
      description: "rows that centre and spread come from (default: all)",
    },
    impute: {
      type: "string",
      value: "NAME",
      description: "median: fill missing and infinite values first, group by group; c2s select, " +
        "which fills after it has left out features that lack many, can then not tell those " +
        "(default: missing ones stay missing, infinite ones are refused)",
    },
    compress: {
      type: "boolean",
      description: "asinh of the result: features that are far out then do not rule every cosine",
    },
    "drop-constant": {
      type: "boolean",
      description:
        "leave out features that controls of some plate have no spread in, by the method, or " +
        "no value of",
    },
  },
  example: "c2s normalize --in wells.csv --out z.csv --by Metadata_Plate " +
    "--controls Metadata_Compound=DMSO",
  apply: (read, invocation) => {
    const methods = ["standardize", "mad", "minmax"] as const;
    const method = oneOf(invocation, "method", methods) ?? "standardize";
    const by = columnsOf(invocation, "by");
    refuseMissingKeys(read, by, "Cannot normalize");
    const { profiles, notes } = oneOf(invocation, "impute", ["median"]) === undefined
      ? { profiles: read, notes: missingNote(read) }
      : fillIn(read, by);
    const controls = chooseRows(profiles, invocation.text("controls"), "controls");
    const options = { method, by, ...(controls === undefined ? {} : { controls }) };
    const unscaled = unscaledFeatures(profiles, options),
      dropped = invocation.flag("drop-constant");
    const constant = new Set(unscaled.map(({ feature }) => feature));
    const kept = dropped ? selectFeatures(profiles, (name) => !constant.has(name)) : profiles;
    const scaled = normalize(kept, options);
    const how = { dropped, controls: controls !== undefined, grouped: by.length > 0 };
    return {
      profiles: invocation.flag("compress") ? compress(scaled) : scaled,
      notes: [...notes, ...unscaledNotes(unscaled, how)],
    };
  },
});
