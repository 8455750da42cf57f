import { counted } from "../../core/counted.ts";
import { InputError } from "../../core/errors.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import { openBackend } from "../../learn/backend.ts";
import { tensorProduct } from "../../learn/backend/product.ts";
import {
  type Audit,
  auditLeakage,
  type NuisanceColumns,
  requireClean,
  type Split,
} from "../../profile/audit.ts";
import { tableText } from "../../show/table.ts";
import type { Invocation } from "../command.ts";
import { chooseRows, columnIn, columnList } from "../profile/choose_rows.ts";
import { columnsLeftOut, leaveOut, leaveOutOption, rowsLeftOut } from "../profile/leave_out.ts";
import { numberMetadata } from "../profile/number_metadata.ts";
import { filesOption, readFiles } from "../profile/read_files.ts";
import { oneOf, wholeNumber } from "../shared_options.ts";
import type { ScoreKind } from "./kind.ts";
import { column } from "./precision_kind.ts";

const metrics = ["cosine", "pearson", "euclidean"] as const;

/** `c2s score leakage`: what position, also within a layout, plate, week, cell count and shuffled
 * labels alone reach. */
export const leakage: ScoreKind = {
  summary: "what position, plate, week, cell count and shuffled labels alone reach, with a verdict",
  options: {
    ...filesOption,
    label: column("what has to be named, such as the compound (required)"),
    split: {
      type: "string",
      value: "COLUMN[=VALUE]",
      description: "values of the column are left out one after another, or those rows are named",
    },
    "differ-by": {
      type: "string",
      value: "COLUMNS",
      description: "instead of --split: each is named from those that differ in all of these",
    },
    well: column("well position such as B02; with a plate or week, also within a layout"),
    plate: column("the plate"),
    week: column("week or batch"),
    count: column("number of cells"),
    file: column("image file"),
    others: { type: "string", value: "COLUMNS", description: "any others that must not be known" },
    unit: column(
      "what is resampled as a whole for the intervals (default: the column of --split or " +
        "--differ-by whose values have one label each, else wells, else single rows)",
    ),
    ...leaveOutOption("that play no part, such as controls"),
    metric: {
      type: "string",
      value: "NAME",
      description: `${metrics.join(", ")} (default: cosine)`,
    },
    seed: {
      type: "string",
      value: "N",
      description: "seed of shuffles and intervals (default: 1)",
    },
    "allow-identifying": {
      type: "boolean",
      description: "succeed although a feature gives away where a profile was made",
    },
    strict: {
      type: "boolean",
      description: "fail, too, where position, plate, … reach what the features reach, where a " +
        "layout fixes the label, or wells are named from themselves",
    },
  },
  example: "c2s score leakage --in z.parquet --label Metadata_Compound --split Metadata_Plate " +
    "--well Metadata_Well --plate Metadata_Plate",
  run: async (invocation) => {
    const { required, text, flag, json, print } = invocation;
    const label = required("label"), unit = text("unit");
    const columns = columnsOf(invocation), split = splitOf(invocation);
    const all = await readFiles(
      invocation,
      [
        label,
        ...Object.values(columns).flat(),
        ...split.columns,
        unit,
        ...columnsLeftOut(invocation),
      ].filter(isGiven),
      [],
      { except: invocation.list("leave-out") },
    );
    requireLabels(all, label, rowsLeftOut(all, invocation));
    const { cellCount, others } = columns;
    const profiles = numberMetadata(
      leaveOut(all, invocation),
      [cellCount, others].flat().filter(isGiven),
    );
    const audit = await auditLeakage(profiles, {
      label,
      columns,
      split: split.of(profiles),
      metric: oneOf(invocation, "metric", metrics) ?? "cosine",
      seed: wholeNumber(invocation, "seed", 0) ?? 1,
      product: tensorProduct(await openBackend({ log: () => {} })),
      ...(unit === undefined ? {} : { unit }),
    });
    if (audit.futile !== undefined) {
      throw new InputError("Cannot audit", {
        found: audit.futile,
        hint: "Take another --label or --split",
      });
    }
    if (json) print(JSON.stringify(audit));
    else for (const line of linesOf(audit, labelsOf(profiles, label))) print(line);
    if (!flag("allow-identifying")) refuseIdentifying(audit);
    if (flag("strict")) requireClean(audit);
  },
};

/** While they are still the rows of a file: what has no label can neither be named nor learned from. */
function requireLabels({ meta }: Profiles, label: string, out: readonly boolean[]): void {
  const values = metaValues(meta, label);
  const bare = [...values.keys()].filter((row) => values[row] === null && !out[row]);
  if (bare.length === 0) return;
  throw new InputError(
    `Cannot audit: ${counted(bare.length, "row has", "rows have")} no label`,
    {
      row: bare[0]! + 1,
      column: label,
      found: undefined,
      hint: `Leave them out: --leave-out ${label}=null`,
    },
  );
}

function isGiven(name: string | undefined): name is string {
  return name !== undefined;
}

function columnsOf({ text }: Invocation): NuisanceColumns {
  const named = {
    position: "well",
    plate: "plate",
    week: "week",
    cellCount: "count",
    file: "file",
  };
  const given = Object.entries(named).flatMap(([source, option]) => {
    const name = text(option);
    return name === undefined ? [] : [[source, name]];
  });
  return { ...Object.fromEntries(given), others: columnList(text("others")) };
}

/** The split, as soon as its rows are known, and the columns that it needs. */
function splitOf({ text }: Invocation): { columns: string[]; of: (all: Profiles) => Split } {
  const split = text("split"), differBy = columnList(text("differ-by"));
  if ((split === undefined) === (differBy.length === 0)) {
    throw new InputError("What is named from what?", {
      found: split === undefined ? "neither" : "both",
      allowed: "either --split or --differ-by",
      hint: "For example --split Metadata_Plate leaves out one plate after another",
    });
  }
  if (split === undefined) return { columns: differBy, of: () => ({ differBy }) };
  if (!split.includes("=")) return { columns: [split], of: () => ({ leaveOut: split }) };
  const of = (all: Profiles) => ({ test: chooseRows(all, split, "split") ?? [] });
  return { columns: [columnIn(split, "split")], of };
}

/** How many labels there are and which is the commonest, in words: often it is a control. */
function labelsOf({ meta }: Profiles, label: string): string {
  const counts = new Map<string, number>();
  const values = metaValues(meta, label).filter((value) => value !== null).map(String);
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [[most, count] = ["", 0]] = [...counts].sort((a, b) => b[1] - a[1]);
  const share = (100 * count / values.length).toFixed(0);
  return `${counts.size} values of ${label}; ${share} % of rows have the commonest, ${most}`;
}

function linesOf({ rows, named, unit, verdict }: Audit, labels: string): string[] {
  const share = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  const table = rows.map(({ source, accuracy, balancedAccuracy }) => ({
    source,
    accuracy: share(accuracy),
    "balanced accuracy": share(balancedAccuracy),
  }));
  return [
    ...tableText(table).split("\n"),
    "",
    `${named} profiles named. ${labels}. 95 % intervals, resampled by ${unit}. Verdict:`,
    ...verdict,
  ];
}

function refuseIdentifying({ identifying }: Audit): void {
  if (identifying.length === 0) return;
  const [{ feature, column, reason }] = identifying as [Audit["identifying"][number]];
  throw new InputError("A feature says where or when a profile was made", {
    column: feature,
    found: `the ${column}, for ${reason}` +
      (identifying.length === 1 ? "" : `; so do ${identifying.length - 1} more features`),
    hint: "Leave such features out, or ask for --allow-identifying",
  });
}
