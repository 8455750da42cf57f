import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import { columnIn } from "../profile/choose_rows.ts";
import { correctionFor } from "./correction.ts";
import { controlsIn, type IndexedField, valueOf, wellsOf } from "./field_value.ts";

/** What a workflow does, as far as it is chosen before it is written. */
export interface WorkflowChoices {
  /** `COLUMN=VALUE` of the negative controls. */
  controls: string;
  /** Compound column, and what else makes a treatment; none for the usual ones. */
  treatment: readonly string[];
  /** Column of the mechanism, or `none`; defaults to `Metadata_MoA` where it is there. */
  moa?: string | undefined;
  /** Column of the batch, or `none`; defaults to `Metadata_Plate`. */
  batch?: string | undefined;
  /** Channel of the nuclei; defaults to the one that steps find by its name. */
  nuclei?: string | undefined;
  /** How nuclei are found. */
  method: string;
  /** Network that embeds fields; defaults to none. */
  embed?: string | undefined;
  /** Channels that it reads; defaults to all of the index. */
  channels?: readonly string[] | undefined;
}

const compoundColumn = "Metadata_Compound", doseColumn = "Metadata_Concentration";
const moaColumn = "Metadata_MoA", plateColumn = "Metadata_Plate", wellColumn = "Metadata_Well";

/**
 * What is typed after each command of the workflow; null leaves the step out.
 *
 * A screen of one plate has no batches to correct and none to leave out. ComBat corrects batches only
 * where all have the same treatments; elsewhere it would take their effects with it, and TVN goes by the
 * controls alone. No mechanism can be named where each has one compound, and activity is that of doses where
 * some dose has two wells, else that of compounds.
 *
 * @param index Fields.
 * @param choices Columns, method.
 * @throws {InputError} for a column that the index has not, or a mechanism that was asked for and cannot be
 * named.
 *
 * @example
 * ```ts
 * import { stepOptions } from "./steps.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const metadata = { Metadata_Compound: "DMSO" };
 * const field = { plate: "P1", well: "B02", site: 1, files: {}, pixelSize: NaN, metadata };
 * const choices = { controls: "Metadata_Compound=DMSO", treatment: [], method: "classical" };
 * const steps = stepOptions({ channels: [], fields: [field] }, choices);
 * assertEquals([steps.treatments, steps.correct], ["--by Metadata_Compound", null]);
 * ```
 */
export function stepOptions(
  { fields }: FieldIndex,
  { controls, method, embed, channels, ...columns }: WorkflowChoices,
): Record<string, string | null> {
  const there = new Set(fields.flatMap(({ metadata }) => Object.keys(metadata)));
  const known = [plateColumn, wellColumn, ...there];
  const checked = (option: string, name: string) => {
    if (known.includes(name)) return name;
    throw new InputError(`--${option} names a column that the index has not`, {
      column: name,
      ...allowedNames(name, known),
    });
  };
  const usual = [compoundColumn, doseColumn].filter((name) => there.has(name));
  const treatment = columns.treatment.length === 0
    ? usual
    : columns.treatment.map((name) => checked("treatment", name));
  const [compound] = treatment;
  if (compound === undefined) {
    throw new InputError("Which columns make a treatment?", {
      option: "--treatment",
      found: [...there],
      allowed: "metadata columns of the index, the compound first",
    });
  }
  const moa = chosen(columns.moa, there.has(moaColumn) ? moaColumn : undefined);
  const batch = chosen(columns.batch, plateColumn);
  if (moa !== undefined) checked("moa", moa);
  if (batch !== undefined) checked("batch", batch);
  const plates = new Set(fields.map(({ plate }) => plate)).size;
  const group = (...names: (string | undefined)[]) =>
    `--by ${[...new Set(names.filter((name) => name !== undefined))].map(shellWord).join(",")}`;
  const control = shellWord(controls), isControl = controlsIn(controls);
  const treated = fields.filter((field) => !isControl(field));
  const named = moa !== undefined && canName(treated, compound, moa);
  if (columns.moa !== undefined && moa !== undefined && !named) {
    throw new InputError("No mechanism can be named: each has one compound", {
      option: "--moa",
      found: moa,
      allowed: "a column in which two compounds share a value, or none",
    });
  }
  const correct = batch === undefined
    ? null
    : correctionFor(fields, { batch, treatment, isControl });
  const repeated = [treatment, [compound]].find((names) => isRepeated(treated, names));
  const all = [...treatment, columnIn(controls, "controls"), moa];
  const nuclei = columns.nuclei === undefined ? "" : `--nuclei ${shellWord(columns.nuclei)}`;
  return {
    quality: nuclei,
    illumination: "",
    segment: `--method ${shellWord(method)}${nuclei === "" ? "" : ` ${nuclei}`}`,
    measure: "",
    embed: embed === undefined
      ? null
      : `--model ${shellWord(embed)}${
        channels === undefined ? "" : ` --channels ${shellWord(channels.join(","))}`
      }`,
    wells: `${group(plateColumn, wellColumn, ...all, batch)} --method median`,
    normalize: `--by ${plateColumn} --controls ${control} --drop-constant`,
    select: `--impute median --by ${plateColumn}`,
    correct: correct === null
      ? null
      : `${correct} --batch ${shellWord(batch as string)}${
        correct === "tvn" ? ` --controls ${control}` : ""
      }`,
    treatments: group(...all),
    moa: named
      ? `--compound ${shellWord(compound)} --moa ${shellWord(moa)} --leave-out ${control}`
      : null,
    activity: repeated === undefined
      ? null
      : `--treatment ${repeated.map(shellWord).join(",")} --plate ${plateColumn} ` +
        `--controls ${control}`,
    leakage: plates < 2 || treated.length === 0
      ? null
      : `--label ${shellWord(compound)} --split ${plateColumn} ` +
        `--well ${wellColumn} --plate ${plateColumn} --allow-identifying`,
  };
}

/** Whether two compounds share a mechanism, so that one can be named after the other. */
function canName(fields: FieldIndex["fields"], compound: string, moa: string): boolean {
  const known = fields.filter((field) => valueOf(field, moa) !== "");
  return [...Map.groupBy(known, (field) => valueOf(field, moa)).values()]
    .some((own) => new Set(own.map((field) => valueOf(field, compound))).size > 1);
}

/** Whether some treatment has two wells, which is what scores of replicates need. */
function isRepeated(fields: FieldIndex["fields"], columns: readonly string[]): boolean {
  const treatmentOf = (field: IndexedField) =>
    JSON.stringify(columns.map((name) => valueOf(field, name)));
  return [...Map.groupBy(fields, treatmentOf).values()].some((own) => wellsOf(own) > 1);
}

function chosen(name: string | undefined, usual: string | undefined): string | undefined {
  return name === "none" ? undefined : name ?? usual;
}

/** A word as a shell takes it. */
function shellWord(text: string): string {
  return /^[\w.,=:/+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
