import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import { clampedColour } from "./clamped_colour.ts";
import { neutral, palette } from "./theme.ts";

/** One well of a plate map. */
export interface WellValue {
  /** Row letters and column number, for example `A01`. */
  well: string;
  /** What colours the well: a number or a category. A number that is not finite is no value. */
  value: number | string;
  /** Few letters written into the well; defaults to none. */
  label?: string;
  /** Plate, for several maps side by side; defaults to one plate. */
  plate?: string;
}

/** How a plate map is drawn. */
export interface PlateMapOptions {
  /** What the colour means, with unit: head of the legend. */
  value: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /** Category drawn in grey, for example `DMSO`; defaults to none. */
  control?: string;
  /** Category that steps back, for example `unknown`: drawn in the palest grey; defaults to none. */
  faint?: string;
  /**
   * Lower and upper end of the colour scale; values beyond take the colour of the end, and the legend
   * says so. Defaults to the range of the values.
   */
  domain?: [number, number];
  /** Size of a well [px]; defaults to 22, and to 12 for several plates. */
  wellSize?: number;
  /** Plates a row; defaults to 3, and to 2 for four plates. */
  columns?: number;
}

/**
 * Wells where they lie on the plate, coloured by a number or a category.
 *
 * The plate is the smallest of 24, 96, 384 and 1536 wells that holds all wells. Wells that are not given
 * stay empty; given ones whose number is none are outlined, and the legend says `no value`.
 *
 * @param wells One entry a well.
 * @param options Meaning of the colour, title, control.
 * @returns A Vega-Lite spec.
 * @throws {InputError} for a well that is malformed, off any plate, or given twice.
 *
 * @example
 * ```ts
 * import { plateMap } from "./plate_map.ts";
 * import { assert } from "@std/assert";
 *
 * const spec = plateMap([{ well: "B02", value: "DMSO" }], { value: "Compound", control: "DMSO" });
 * assert("layer" in spec);
 * ```
 */
export function plateMap(wells: readonly WellValue[], options: PlateMapOptions): TopLevelSpec {
  const places = wells.map((entry, index) => ({ ...entry, ...locate(entry.well, index) }));
  const seen = new Set<string>();
  for (const [index, { plate = "", row, column }] of places.entries()) {
    const key = `${plate}\u0000${row}\u0000${column}`;
    if (seen.has(key)) {
      throw new InputError("Cannot draw the plate map", {
        row: index + 1,
        column: "well",
        found: wells[index]?.well,
        allowed: "each well once a plate",
      });
    }
    seen.add(key);
  }
  const rows = Math.max(1, ...places.map((place) => place.row));
  const columns = Math.max(1, ...places.map((place) => place.column));
  const [high = 32, wide = 48] = formats.find(([r, c]) => r >= rows && c >= columns) ?? [];
  const plates = new Set(wells.map((entry) => entry.plate));
  const size = options.wellSize ?? (plates.size > 1 ? 12 : 22);
  const sketch = {
    width: wide * size,
    height: high * size,
    layer: [
      ...(wells.length > 0 && wells.every(isEmpty) ? [] : [
        { mark: { type: "rect" as const, stroke: "#FFFFFF", strokeWidth: 1 }, encoding: colour() },
      ]),
      ...(wells.some(isEmpty) ? [outline] : []),
      ...(wells.some((entry) => entry.label !== undefined)
        ? [{
          mark: { type: "text" as const, fontSize: Math.max(6, size * 0.42) },
          encoding: {
            text: { field: "label", type: "nominal" as const },
            color: {
              condition: { test: darkWells(wells, options), value: "#FFFFFF" },
              value: "#000000",
            },
          },
        }]
        : []),
    ],
    encoding: {
      x: {
        field: "column",
        type: "ordinal" as const,
        title: "Column",
        scale: { domain: range(wide) },
        axis: {
          orient: plates.size > 1 ? "bottom" as const : "top" as const,
          labelAngle: 0,
          labelOverlap: true,
          grid: false,
        },
      },
      y: {
        field: "row",
        type: "ordinal" as const,
        title: "Row",
        scale: { domain: range(high).map((row) => rowName(row)) },
        axis: { labelOverlap: true, grid: false },
      },
    },
  };
  const values = places.map(({ row, ...place }) => ({
    ...place,
    value: isEmpty(place) ? null : place.value,
    label: place.label ?? "",
    row: rowName(row),
  }));
  const title = options.title === undefined ? {} : { title: options.title };
  if (plates.size <= 1) return { ...title, data: { values }, ...sketch };
  return {
    ...title,
    data: { values },
    columns: options.columns ?? (plates.size === 4 ? 2 : 3),
    facet: { field: "plate", type: "nominal", title: null },
    spec: sketch,
  };

  function colour() {
    const tooltip = ["plate", "well", "value"].map((field) => ({ field, type: "nominal" as const }))
      .filter(({ field }) => field !== "plate" || plates.size > 1);
    if (wells.every((entry) => typeof entry.value === "number")) {
      const numbers = wells.map((entry) => entry.value as number);
      return {
        color: {
          field: "value",
          type: "quantitative" as const,
          title: options.value,
          ...clampedColour(numbers, options.domain),
        },
        tooltip,
      };
    }
    const names = categories(wells);
    const scale = { domain: names, range: coloursFor(names, options) };
    return {
      color: { field: "value", type: "nominal" as const, title: options.value, scale },
      tooltip,
    };
  }
}

/** Wells that are there but have no value, with an entry of their own in the legend. */
const outline = {
  transform: [{ filter: "datum.value === null" }],
  mark: { type: "rect" as const, fill: "#FFFFFF", strokeWidth: 1.5 },
  encoding: {
    stroke: {
      datum: "no value",
      type: "nominal" as const,
      title: null,
      scale: { domain: ["no value"], range: [neutral] },
      legend: { symbolType: "square", symbolFillColor: "#FFFFFF" },
    },
    tooltip: { field: "well", type: "nominal" as const },
  },
};

function isEmpty({ value }: WellValue): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}

/** Vega expression: whether the well's colour is too dark for black letters. */
function darkWells(wells: readonly WellValue[], options: PlateMapOptions): string {
  if (wells.every((entry) => typeof entry.value === "number")) {
    const numbers = wells.filter((well) => !isEmpty(well)).map((entry) => entry.value as number);
    const [low, high] = options.domain ?? [Math.min(...numbers), Math.max(...numbers)];
    return `isNumber(datum.value) && datum.value < ${(low + high) / 2}`;
  }
  const names = categories(wells);
  const colours = coloursFor(names, options);
  const dark = names.filter((_, i) => colours[i] === palette.blue || colours[i] === palette.black);
  return `indexof(${JSON.stringify(dark)}, datum.value) >= 0`;
}

function categories(wells: readonly WellValue[]): string[] {
  return [...new Set(wells.map((entry) => String(entry.value)))].sort();
}

const formats: readonly [rows: number, columns: number][] = [[4, 6], [8, 12], [16, 24], [32, 48]];

function locate(well: string, index: number): { row: number; column: number } {
  const match = /^([A-Z]{1,2})0*([1-9]\d?)$/.exec(well);
  const letters = match?.[1] ?? "";
  const row = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const column = Number(match?.[2] ?? 0);
  if (match === null || row > 32 || column > 48) {
    throw new InputError("Cannot draw the plate map", {
      row: index + 1,
      column: "well",
      found: well,
      allowed: "A01 to AF48",
    });
  }
  return { row, column };
}

function rowName(row: number): string {
  return row <= 26 ? String.fromCharCode(64 + row) : `A${String.fromCharCode(64 + row - 26)}`;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i + 1);
}

function coloursFor(names: readonly string[], { control, faint }: PlateMapOptions): string[] {
  const colours = Object.values(palette);
  let next = 0;
  // With more categories than colours the palette starts again, lighter each time.
  return names.map((name) => {
    if (name === control) return neutral;
    if (name === faint) return lighter(neutral, 0.7);
    const round = Math.floor(next / colours.length);
    return lighter(colours[next++ % colours.length] as string, round * 0.4);
  });
}

function lighter(colour: string, share: number): string {
  const part = (at: number) => {
    const value = parseInt(colour.slice(at, at + 2), 16);
    return Math.round(value + (255 - value) * Math.min(share, 0.8)).toString(16).padStart(2, "0");
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}
