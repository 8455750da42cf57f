import { InputError } from "../../core/errors.ts";
import { sheetProblem } from "./sheet_problem.ts";

/** Names of the steps that go through fields, in their order. */
export const fieldSteps = [
  "quality",
  "illumination",
  "segment",
  "measure",
  "embed",
  "wells",
] as const;

/** A step that goes through fields. */
export type FieldStep = typeof fieldSteps[number];

/** What a step costs that goes through fields. */
export interface FieldCost {
  /** Which. */
  step: FieldStep;
  /** Seconds of the whole machine a field, one value a measurement. */
  seconds: number[];
  /** Seconds until it works. */
  start: number;
  /** Memory of the process before it, and the most during it, bytes. */
  memory: { before: number; peak: number };
  /** What it leaves on disk, bytes. */
  bytes: number;
  /** Whether it leaves them for every field or for every plate. */
  leaves: "field" | "plate";
}

/** What a step costs that sees the wells of all plates. */
export interface TogetherCost {
  /** Which. */
  step: string;
  /** Two numbers of wells, the second twice the first. */
  wells: [number, number];
  /** Seconds that it took for them. */
  seconds: [number, number];
}

/** What every step costs on one machine. */
export interface CostSheet {
  /** How nuclei were found; absent where it is not known. */
  method?: string;
  /** Network that embedded fields; absent where none did. */
  network?: string;
  /** Threads that worked at once. */
  threads: number;
  /** Pixels across a field. */
  width: number;
  /** Pixels down a field. */
  height: number;
  /** Channels of a field. */
  channels: number;
  /** Fields that were measured. */
  fields: number;
  /** Cells of a field, on average. */
  cells: number;
  /** Features of a cell. */
  features: number;
  /** Steps that go through fields. */
  perField: FieldCost[];
  /** Steps that see all wells. */
  together: TogetherCost[];
  /** Most memory of the process during the steps that see all wells, bytes. */
  togetherPeak: number;
}

/**
 * Reads what `c2s cost` wrote.
 *
 * @param file JSON.
 * @throws {InputError} for a file that is not there, or naming what it lacks or has wrong.
 *
 * @example
 * ```ts
 * import { readSheet } from "./sheet.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readSheet("no/such/file.json"), Error, "c2s cost --out");
 * ```
 */
export async function readSheet(file: string): Promise<CostSheet> {
  const hint = "c2s cost --out writes such a file";
  let sheet: unknown;
  try {
    sheet = JSON.parse(await Deno.readTextFile(file));
  } catch (cause) {
    throw new InputError("Cannot read the costs", { file, hint, cause });
  }
  const problem = sheetProblem(sheet, fieldSteps);
  if (problem === undefined) return sheet as CostSheet;
  throw new InputError("Cannot read the costs", { file, ...problem, hint });
}
