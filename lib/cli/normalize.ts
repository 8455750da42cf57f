import { type Profiles, selectFeatures } from "../core/profiles.ts";
import { someNames } from "../core/some_names.ts";
import { compress } from "../profile/compress.ts";
import { impute } from "../profile/impute.ts";
import { normalize } from "../profile/normalize.ts";
import { varyingFeatures } from "../profile/varying_features.ts";
import { chooseRows, columnList } from "./profile/choose_rows.ts";
import { missingNote } from "./profile/missing_note.ts";
import { stepCommand } from "./profile/step.ts";
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
      description: "median: fill missing and infinite values, group by group, first " +
        "(default: missing ones stay missing, infinite ones are refused)",
    },
    compress: {
      type: "boolean",
      description: "asinh of the result: features that are far out then do not rule every cosine",
    },
    "drop-constant": {
      type: "boolean",
      description: "leave out features that controls of some plate have no spread in",
    },
  },
  example: "c2s normalize --in wells.csv --out z.csv --by Metadata_Plate " +
    "--controls Metadata_Compound=DMSO",
  apply: (read, invocation) => {
    const methods = ["standardize", "mad", "minmax"] as const;
    const method = oneOf(invocation, "method", methods) ?? "standardize";
    const by = columnList(invocation.text("by"));
    const { profiles, notes } = oneOf(invocation, "impute", ["median"]) === undefined
      ? { profiles: read, notes: missingNote(read) }
      : fillIn(read, by);
    const controls = chooseRows(profiles, invocation.text("controls"), "controls");
    const options = { method, by, ...(controls === undefined ? {} : { controls }) };
    const scaled = (these: Profiles) =>
      invocation.flag("compress") ? compress(normalize(these, options)) : normalize(these, options);
    const normalized = invocation.flag("drop-constant") ? undefined : scaled(profiles);
    const every = new Array<boolean>(profiles.meta.height).fill(true);
    const varying = varyingFeatures(profiles, by, controls ?? every);
    const constant = profiles.features.length - varying.length;
    if (normalized !== undefined) {
      const [these, them] = constant === 1 ? ["feature", "it"] : ["features", "them"];
      const rows = `${controls === undefined ? "its rows" : "controls"}${
        by.length === 0 ? "" : " of some group"
      }`;
      const note = `${constant} ${these} without spread among ${rows} set to 0` +
        `${by.length === 0 ? "" : " there"}; --drop-constant leaves ${them} out`;
      return { profiles: normalized, notes: constant === 0 ? notes : [...notes, note] };
    }
    return {
      profiles: scaled(selectFeatures(profiles, varying)),
      notes: [
        ...notes,
        `${constant} ${constant === 1 ? "feature" : "features"} without spread left out`,
      ],
    };
  },
});

function fillIn(read: Profiles, by: readonly string[]): { profiles: Profiles; notes: string[] } {
  const { profiles, filled, empty } = impute(read, { by });
  const total = [...filled.values()].reduce((sum, count) => sum + count, 0);
  const counts = [...filled].map(([feature, count]) => `${feature} (${count})`);
  return {
    profiles,
    notes: [
      `${total} values filled in with medians${total === 0 ? "" : `: ${someNames(counts)}`}`,
      ...empty.length === 0 ? [] : [`without any value, left out: ${someNames(empty)}`],
    ],
  };
}
