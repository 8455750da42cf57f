import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import { columnIn } from "../profile/choose_rows.ts";

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
  /** How nuclei are found. */
  method: string;
  /** Network that embeds fields; defaults to none. */
  embed?: string | undefined;
}

const compoundColumn = "Metadata_Compound", doseColumn = "Metadata_Concentration";
const moaColumn = "Metadata_MoA", plateColumn = "Metadata_Plate", wellColumn = "Metadata_Well";

/**
 * What is typed after each command of the workflow; null leaves the step out.
 *
 * A screen of one plate has no batches to correct and none to leave out.
 *
 * @param index Fields.
 * @param choices Columns, method.
 * @throws {InputError} for a column that the index has not.
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
  { controls, method, embed, ...columns }: WorkflowChoices,
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
  const valuesOf = (name: string) =>
    new Set(fields.map(({ plate, metadata }) => name === plateColumn ? plate : metadata[name]));
  const plates = valuesOf(plateColumn).size;
  const corrected = batch !== undefined && valuesOf(batch).size > 1;
  const group = (...names: (string | undefined)[]) =>
    `--by ${[...new Set(names.filter((name) => name !== undefined))].map(shellWord).join(",")}`;
  const control = shellWord(controls);
  const all = [...treatment, columnIn(controls, "controls"), moa];
  return {
    quality: "",
    illumination: "",
    segment: `--method ${shellWord(method)}`,
    measure: "",
    embed: embed === undefined ? null : `--model ${shellWord(embed)}`,
    wells: group(plateColumn, wellColumn, ...all, batch),
    normalize: `--by ${plateColumn} --controls ${control} --drop-constant`,
    select: "",
    correct: corrected ? `combat --batch ${shellWord(batch)}` : null,
    treatments: group(...all),
    moa: moa === undefined ? null : `--compound ${shellWord(compound)} --moa ${shellWord(moa)} ` +
      `--leave-out ${control}`,
    activity: `--treatment ${shellWord(compound)} --plate ${plateColumn} --controls ${control}`,
    leakage: plates < 2 ? null : `--label ${shellWord(compound)} --split ${plateColumn} ` +
      `--well ${wellColumn} --plate ${plateColumn} --allow-identifying`,
  };
}

function chosen(name: string | undefined, usual: string | undefined): string | undefined {
  return name === "none" ? undefined : name ?? usual;
}

/** A word as a shell takes it. */
function shellWord(text: string): string {
  return /^[\w.,=:/+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
