import type { FieldIndex } from "../index_file.ts";
import { PIXEL_SIZE } from "./draw.ts";
import type { FieldPlan, ScreenPlan } from "./plan.ts";
import { respond } from "./response.ts";
import { Random } from "../../core/random.ts";

/** Version of the drawing: a screen made by another version may differ in every pixel. */
export const VERSION = 5;

/** A cell of a CSV file, quoted where it must be. */
export function quote(value: string | number | boolean): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A CSV file of a header and rows. */
export function csv(
  header: readonly string[],
  rows: readonly (readonly (string | number | boolean)[])[],
): string {
  return [header, ...rows].map((row) => row.map(quote).join(",")).join("\n") + "\n";
}

/** Folder of a plate's images relative to the screen, as BBBC021's `PathName` columns give it. */
export function platePath(plan: ScreenPlan, field: FieldPlan): string {
  const { name, week } = plan.plates[field.plate]!;
  return `Week${week}/${name}`;
}

/** Name of a field's masks, the same for nuclei and cells. */
export function maskName(field: FieldPlan): string {
  return `${field.well.well}_s${field.site}.tif`;
}

/** `BBBC021_v1_image.csv`: one row a field, BBBC021's columns; file columns follow the stains. */
export function imageTable(plan: ScreenPlan): string {
  const header = [
    "TableNumber",
    "ImageNumber",
    ...plan.channels.flatMap((name) => [`Image_FileName_${name}`, `Image_PathName_${name}`]),
    "Image_Metadata_Plate_DAPI",
    "Image_Metadata_Well_DAPI",
    "Replicate",
    "Image_Metadata_Compound",
    "Image_Metadata_Concentration",
  ];
  const rows = plan.fields.map((field) => {
    const { name, week, replicate } = plan.plates[field.plate]!;
    const { well, treatment } = field.well;
    const path = platePath(plan, field);
    return [
      week,
      field.index + 1,
      ...field.files.flatMap((file) => [file, path]),
      name,
      well,
      replicate,
      treatment.compound,
      treatment.concentration,
    ];
  });
  return csv(header, rows);
}

/** `BBBC021_v1_moa.csv`: compound, concentration, mechanism of every labelled treatment. */
export function moaTable(plan: ScreenPlan): string {
  const rows = new Map<string, [string, number, string]>();
  for (const { well: { treatment } } of plan.fields) {
    const { compound, concentration, mechanism, labelled } = treatment;
    if (labelled) rows.set(`${compound} ${concentration}`, [compound, concentration, mechanism]);
  }
  return csv(["compound", "concentration", "moa"], [...rows.values()]);
}

/**
 * `index.csv`: where each field's images lie, in the form that every command takes with `--index`.
 *
 * @param out Absolute path of the screen.
 */
export function fieldIndex(plan: ScreenPlan, out: string): FieldIndex {
  const fields = plan.fields.map((field) => {
    const { name, week, replicate } = plan.plates[field.plate]!;
    const { well, treatment } = field.well;
    const folder = `${out}/${platePath(plan, field)}`;
    return {
      plate: name,
      well,
      site: field.site,
      pixelSize: PIXEL_SIZE,
      files: Object.fromEntries(plan.channels.map((c, i) => [c, `${folder}/${field.files[i]}`])),
      metadata: {
        Metadata_Compound: treatment.compound,
        Metadata_Concentration: String(treatment.concentration),
        Metadata_MoA: treatment.labelled ? treatment.mechanism : null,
        Metadata_Week: String(week),
        Metadata_Replicate: String(replicate),
      },
    };
  });
  return { channels: [...plan.channels], fields };
}

/** `truth/fields.csv`: what was decided about each field and what the microscope did to it. */
export function fieldTruth(plan: ScreenPlan): string {
  const screen = new Random(plan.settings.seed);
  const header = [
    "Metadata_Plate",
    "Metadata_Well",
    "Metadata_Site",
    "Metadata_Week",
    "Metadata_Replicate",
    "Metadata_Compound",
    "Metadata_Concentration",
    "Metadata_MoA",
    "Effect",
    "FocusSigma",
    "Defect",
    "PlateDensity",
    "WellDensity",
    "WellGain",
    ...plan.channels.flatMap((name) =>
      ["Gain", "Offset", "Haze", "IlluminationX", "IlluminationY", "IlluminationDrop"]
        .map((what) => `${what}_${name}`)
    ),
    "NucleiMask",
    "CellsMask",
  ];
  const rows = plan.fields.map((field) => {
    const plate = plan.plates[field.plate]!;
    const { well, treatment } = field.well;
    const { effect } = respond(treatment, plan.settings.effect, screen);
    const mask = `${plate.name}/${maskName(field)}`;
    return [
      plate.name,
      well,
      field.site,
      plate.week,
      plate.replicate,
      treatment.compound,
      treatment.concentration,
      treatment.mechanism,
      round(effect),
      round(field.focus),
      field.defect,
      round(plate.effect.density),
      round(field.place.density),
      round(field.place.gain),
      ...plate.effect.channels.flatMap(({ gain, offset, haze, illumination: { x, y, drop } }) =>
        [gain, offset, haze, x, y, drop].map(round)
      ),
      `truth/nuclei/${mask}`,
      `truth/cells/${mask}`,
    ];
  });
  return csv(header, rows);
}

/** `screen.json`: everything needed to draw the same screen again. */
export function manifest(plan: ScreenPlan): string {
  const { settings, channels, plates, fields } = plan;
  const about = "A virtual screen: drawn cells, not photographed ones";
  const content = {
    about,
    version: VERSION,
    settings,
    channels,
    pixelSize: PIXEL_SIZE,
    plates: plates.length,
    fields: fields.length,
  };
  return JSON.stringify(content, null, 2) + "\n";
}

/** Four digits are more than any truth here deserves. */
export function round(value: number): number {
  return Number(value.toFixed(4));
}
