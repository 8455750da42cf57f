import { exists } from "../../core/files.ts";
import type { ColumnRule } from "../table/columns.ts";
import { readDelimited } from "../table/delimited.ts";
import { type Defect, type Illumination, illuminationAt } from "../simulate.ts";
import { readTable } from "../table/table.ts";

/** What is known about a drawn field. */
export interface FieldTruth {
  /** Plate. */
  plate: string;
  /** Well. */
  well: string;
  /** Site. */
  site: number;
  /** Defocus, sigma in px. */
  focus: number;
  /** What was planted in the field. */
  defect: Defect;
  /** Light over the field, by channel. */
  light: Record<string, Illumination>;
  /** Grey value of the camera without light, by channel, in the units of the files. */
  offset: Record<string, number>;
}

/** Grey values of the files for one count of the virtual camera. */
const perCount = 16;

/**
 * Reads what is known about the fields of a virtual screen.
 *
 * @param folder Folder of a screen.
 * @returns One entry a field; undefined for a screen without truth, such as any real one.
 * @throws {InputError} naming file, row and column if the table is not as `c2s simulate` wrote it.
 *
 * @example
 * ```ts
 * import { readTruth } from "./truth.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await readTruth("no/such/folder"), undefined);
 * ```
 */
export async function readTruth(folder: string): Promise<FieldTruth[] | undefined> {
  const file = `${folder}/truth/fields.csv`;
  if (!await exists(file)) return undefined;
  const { header } = await readDelimited(file);
  const channels = header.filter((name) => name.startsWith("IlluminationX_"))
    .map((name) => name.slice("IlluminationX_".length));
  const rules: Record<string, ColumnRule> = {
    Metadata_Plate: { type: "text" },
    Metadata_Well: { type: "text" },
    Metadata_Site: { type: "integer" },
    FocusSigma: { type: "number" },
    Defect: { type: "text" },
  };
  const parts = ["Offset", "IlluminationX", "IlluminationY", "IlluminationDrop"];
  for (const channel of channels) {
    for (const part of parts) rules[`${part}_${channel}`] = { type: "number" };
  }
  const rows = (await readTable(file, rules, { what: "the truth of the fields" })).toRecords();
  return rows.map((row) => ({
    plate: row.Metadata_Plate as string,
    well: row.Metadata_Well as string,
    site: row.Metadata_Site as number,
    focus: row.FocusSigma as number,
    defect: row.Defect as Defect,
    light: Object.fromEntries(channels.map((channel) => [channel, {
      x: row[`IlluminationX_${channel}`] as number,
      y: row[`IlluminationY_${channel}`] as number,
      drop: row[`IlluminationDrop_${channel}`] as number,
    }])),
    offset: Object.fromEntries(
      channels.map((channel) => [channel, perCount * (row[`Offset_${channel}`] as number)]),
    ),
  }));
}

/**
 * The true light at every pixel of a drawn field, [height × width], 1 on average.
 *
 * @param light Light of its plate and channel.
 * @param width Pixels across.
 * @param height Pixels down.
 *
 * @example
 * ```ts
 * import { trueLight } from "./truth.ts";
 * import { assert } from "@std/assert";
 *
 * const light = trueLight({ x: 0.5, y: 0.5, drop: 0.3 }, 20, 10);
 * assert(light[0]! < light[105]!);
 * ```
 */
export function trueLight(light: Illumination, width: number, height: number): Float32Array {
  return Float32Array.from(
    { length: width * height },
    (_, i) => illuminationAt(light, (i % width) / width, Math.floor(i / width) / height),
  );
}
