import { counted } from "../../core/counted.ts";
import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import type { FieldIndex, IndexedField } from "../../data/index_file.ts";
import { requireWell } from "../../data/well_name.ts";
import { controlAmong } from "../control_name.ts";
import { controlLookalikes, sayLookalikes } from "./control_lookalikes.ts";
import { oneLetterApart } from "./one_letter_apart.ts";
import { type OwnSettings, ownSettings } from "./settings.ts";
import { commonestSpelling, spellings } from "./spellings.ts";
import type { LostWells } from "./uncontrolled.ts";

/** A well and what is in it. */
export interface OwnWell {
  /** Plate. */
  plate: string;
  /** Well, for example `B02`. */
  well: string;
  /** Compound, as this well has it, and concentration; of controls the compound alone. */
  treatment: string;
  /** Compound, in the commonest of its spellings. */
  compound: string;
  /** Mechanism, in the commonest of its spellings; null where none is given, and of controls. */
  moa: string | null;
  /** Whether it is a negative control. */
  control: boolean;
}

/** Fields under names that all steps know, and what was left out. */
export interface DescribedFields {
  /**
   * Fields with `Metadata_Compound`, `Metadata_Concentration`, `Metadata_MoA`, `Metadata_Treatment` and,
   * where there is a batch, `Metadata_Batch`, beside the other columns of the index.
   */
  index: FieldIndex;
  /** The wells, in the order of the index. */
  wells: OwnWell[];
  /** Name of the control as the index writes it. */
  control: string;
  /** Compounds of the wells that may be the control by another name; they count as treatments. */
  lookalikes: string[];
  /** Compounds in several spellings, the commonest first; they are one compound, and several treatments. */
  spellings: string[][];
  /** Mechanisms in several spellings, the commonest first; they are one mechanism. */
  mechanisms: string[][];
  /** Pairs of compounds that may be one with a slip, the rarer first; they count as two. */
  oneLetterApart: [string, string][];
  /** The column that `Metadata_Batch` comes from; undefined where there is none. */
  batch: string | undefined;
  /** Wells without a compound, as `plate/well`; left out. */
  bare: string[];
  /** Plates with fewer than two wells of the control; left out. */
  uncontrolled: string[];
  /** What went with those plates. */
  lost: LostWells;
}

/** Columns that are taken for a batch where none is named. */
const batchNames = ["Metadata_Batch", "Metadata_Week"];

/** Columns that are taken where none is named. */
const usual = ownSettings(() => undefined);

/** Wells of the control that a plate needs to be normalised. */
const fewestControls = 2;

/**
 * Brings the metadata of an index under the names that the steps of a report know.
 *
 * @param index From `readIndex`.
 * @param settings Names of the columns, the control.
 * @throws {InputError} for a column that is not there, a well with two compounds, a control that no well
 * has, or if no plate has two controls.
 *
 * @example
 * ```ts
 * import { describeFields } from "./describe_fields.ts";
 * import { ownSettings } from "./settings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = (well: string, Metadata_Compound: string) => ({
 *   plate: "P1",
 *   well,
 *   site: 1,
 *   files: { DAPI: `${well}.tif` },
 *   pixelSize: NaN,
 *   metadata: { Metadata_Compound, Metadata_Concentration: "0.30" },
 * });
 * const fields = [field("B2", "dmso"), field("B3", "dmso"), field("B4", "taxol")];
 * const index = { channels: ["DAPI"], fields };
 * const { wells } = describeFields(index, ownSettings(() => undefined));
 * assertEquals(wells.map(({ treatment }) => treatment), ["dmso", "dmso", "taxol 0.3 µM"]);
 * ```
 */
export function describeFields(
  { channels, fields }: FieldIndex,
  settings: Pick<OwnSettings, "control" | "compound" | "concentration" | "moa" | "batch">,
): DescribedFields {
  const columns = Object.keys(fields[0]?.metadata ?? {});
  const { compound, batch = batchNames.find((name) => columns.includes(name)) } = settings;
  for (const option of ["compound", "batch", "concentration", "moa"] as const) {
    const name = option === "batch" ? batch : settings[option];
    // Without concentrations and mechanisms a report says less; the compound it needs.
    const isNeeded = option === "compound" || name !== usual[option];
    if (name === undefined || !isNeeded || columns.includes(name)) continue;
    const { allowed, hint } = allowedNames(name, columns);
    throw new InputError("The index has no such column", {
      column: name,
      allowed,
      hint: [
        ...hint === undefined ? [] : [hint],
        `Name one with --${option}; c2s index --layout joins a table of compounds to images`,
      ].join(" "),
    });
  }
  const named = fields.filter(({ metadata }) => (metadata[compound] ?? "").trim() !== "");
  const names = named.map(({ metadata }) => metadata[compound]!.trim());
  const control = controlOf(names, settings), alike = controlLookalikes(names, control);
  const reserved = new Set([control, ...alike]);
  const drugs = names.filter((name) => !reserved.has(name)), spelt = spellings(drugs);
  const commonest = commonestSpelling(spelt);
  const moaOf = ({ metadata }: IndexedField) => metadata[settings.moa]?.trim() || null;
  const mechanisms = spellings(
    named.flatMap((field, i) => names[i] === control ? [] : moaOf(field) ?? []),
  );
  const commonestMoa = commonestSpelling(mechanisms);
  const wells = new Map<string, OwnWell>();
  const described = named.map((field, i): IndexedField => {
    const well = requireWell(field.well, { column: "well" });
    const name = names[i]!, isControl = name === control, drug = commonest.get(name) ?? name;
    const dose = doseOf(field.metadata[settings.concentration]);
    const treatment = isControl || dose === null ? name : `${name} ${dose} µM`;
    const given = isControl ? null : moaOf(field),
      moa = given && (commonestMoa.get(given) ?? given);
    const own = { plate: field.plate, well, treatment, compound: drug, moa, control: isControl };
    const key = JSON.stringify([field.plate, well]), before = wells.get(key);
    if (before !== undefined && before.treatment !== treatment) {
      throw new InputError("A well holds two treatments", {
        found: `plate ${field.plate}, well ${well}: ${before.treatment} and ${treatment}`,
        allowed: "one treatment in all fields of a well",
      });
    }
    wells.set(key, own);
    const metadata = {
      // Tables of the steps take a column of another name for a feature.
      ...Object.fromEntries(
        Object.entries(field.metadata).filter(([name]) => name.startsWith("Metadata_")),
      ),
      // Another spelling is no other compound to find a mechanism again in.
      Metadata_Compound: drug,
      Metadata_Concentration: dose,
      Metadata_MoA: moa,
      Metadata_Treatment: treatment,
      ...batch === undefined ? {} : { Metadata_Batch: field.metadata[batch] ?? null },
    };
    return { ...field, well, metadata };
  });
  const controls = Map.groupBy(
    [...wells.values()].filter((well) => well.control),
    ({ plate }) => plate,
  );
  const plates = [...new Set(described.map(({ plate }) => plate))];
  const uncontrolled = plates.filter((plate) =>
    (controls.get(plate)?.length ?? 0) < fewestControls
  );
  if (uncontrolled.length === plates.length) {
    throw new InputError("No plate has enough wells of the negative control", {
      option: "--control",
      found: `${control} in wells: ${[...controls.values()].map((one) => one.length).join(", ")}`,
      allowed: `${fewestControls} or more wells on a plate`,
    });
  }
  const left = new Set(uncontrolled);
  const { kept = [], gone = [] } = Object.groupBy(
    wells.values(),
    ({ plate }) => left.has(plate) ? "gone" : "kept",
  );
  // A name that no well of the report has is no treatment of it.
  const lookalikes = alike.filter((name) => kept.some(({ compound }) => compound === name));
  const lostNames = alike.filter((name) => !lookalikes.includes(name));
  return {
    index: { channels, fields: described.filter(({ plate }) => !left.has(plate)) },
    wells: kept,
    control,
    lookalikes,
    lost: {
      wells: gone.length,
      lookalikes: lostNames.map((name) => ({
        name,
        wells: gone.filter(({ compound }) => compound === name).length,
      })),
    },
    spellings: spelt,
    mechanisms,
    oneLetterApart: oneLetterApart(drugs),
    batch,
    bare: [
      ...new Set(
        fields.filter((field) => !named.includes(field)).map(({ plate, well }) =>
          `${plate}/${well}`
        ),
      ),
    ],
    uncontrolled,
  };
}

/** 0.30 and 0.3 are one concentration; what is no number stays as it is written. */
function doseOf(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return null;
  return Number.isFinite(Number(trimmed)) ? String(Number(trimmed)) : trimmed;
}

function controlOf(compounds: readonly string[], { control }: Pick<OwnSettings, "control">) {
  const found = controlAmong(compounds, control);
  if (found !== undefined) return found;
  const often = [...Map.groupBy(compounds, (name) => name)]
    .toSorted((a, b) => b[1].length - a[1].length).slice(0, 6)
    .map(([name, fields]) => `${name} (${counted(fields.length, "field")})`);
  const lookalikes = controlLookalikes(compounds, control);
  const hint = lookalikes.length > 0
    ? sayLookalikes({ control, lookalikes, isThere: false })
    : "Name the untreated wells' compound: --control NAME";
  throw new InputError("No well holds the negative control", {
    option: "--control",
    found: control,
    allowed: often.join(", ") || "a compound of the index",
    hint,
  });
}
