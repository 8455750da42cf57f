/**
 * A virtual screen: microscope fields of drawn cells whose truth is known.
 *
 * {@link planScreen} decides everything (layout, batches, defects), {@link drawField} draws one
 * field, {@link simulateScreen} writes a whole screen in BBBC021's own layout.
 *
 * @module
 */
import { resolve } from "node:path";
import { InputError } from "../core/errors.ts";
import { exists, projectRoot, writeAtomic } from "../core/files.ts";
import { mapParallel } from "../core/parallel.ts";
import { writeIndex } from "./index_file.ts";
import type { ScreenOptions } from "./simulate/options.ts";
import { planScreen, type ScreenPlan } from "./simulate/plan.ts";
import { csv, fieldIndex, fieldTruth, imageTable, manifest, moaTable } from "./simulate/tables.ts";
import type { FieldTask } from "./simulate/worker.ts";
import { CELL_COLUMNS, fieldPaths, hasImages, isWritten, partPath } from "./simulate/write.ts";

export { type Illumination, illuminationAt } from "./simulate/batch.ts";
export { type CellTruth, drawField, type DrawnField, PIXEL_SIZE } from "./simulate/draw.ts";
export type { ScreenOptions, ScreenSettings, Stain } from "./simulate/options.ts";
export {
  type Defect,
  type FieldPlan,
  planScreen,
  type PlatePlan,
  type ScreenPlan,
} from "./simulate/plan.ts";
export { COMPOUNDS, type Mechanism, MECHANISMS } from "./simulate/treatments.ts";

/** How a screen is written. */
export interface SimulateOptions extends ScreenOptions {
  /** Folder of the screen; made if missing. */
  out: string;
  /** Workers; defaults to the number of cores. */
  workers?: number;
  /** Stops the work; what is written stays, and the next run goes on from there. */
  signal?: AbortSignal;
  /** Called after each field. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Where a finished screen says what it is.
 *
 * @param out Its folder.
 */
export function descriptionFile(out: string): string {
  return `${out}/screen.json`;
}

/** What was written. */
export interface SimulatedScreen {
  /** Folder of the screen. */
  out: string;
  /** Fields of the screen. */
  fields: number;
  /** Fields drawn in this run; the others were there already. */
  drawn: number;
  /** The plan, with every setting. */
  plan: ScreenPlan;
}

/**
 * Draws a virtual screen on all cores and writes it in BBBC021's layout.
 *
 * Images lie in `Week1/Week1_22123/G10_s1_w1….tif`; `BBBC021_v1_image.csv`, `BBBC021_v1_moa.csv`
 * and `BBBC021_v1_compound.csv` have the columns of the real ones; `truth/` holds the masks, one
 * row a field and one row a cell; `screen.json` is written at the very end. A run that was stopped
 * goes on where it stopped; of a finished screen only what is missing is made, images and tables; one that
 * an older version of the drawing made with these settings is drawn anew. Who calls it keeps other runs
 * away by `lockOutput`.
 *
 * @param options Folder and settings.
 * @throws {InputError} for bad options, or a folder that holds another screen or something else.
 *
 * @example
 * ```ts
 * import { simulateScreen } from "./simulate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const out = await Deno.makeTempDir();
 * const screen = await simulateScreen({ out, size: "small", width: 96, height: 96, workers: 1 });
 * assertEquals(screen.drawn, screen.fields);
 * await Deno.remove(out, { recursive: true });
 * ```
 */
export async function simulateScreen(options: SimulateOptions): Promise<SimulatedScreen> {
  const { out, workers, signal, onProgress, ...chosen } = options;
  const started = Date.now(), plan = planScreen(chosen);
  const { settings, fields } = plan;
  const description = manifest(plan);
  if (await holds(out, description) === "older") await clear(out);
  // The rows of single fields are gone once their table is whole: without it all must be drawn again.
  const complete = await exists(descriptionFile(out)) && await exists(`${out}/${CELLS}`);
  const lacking = new Set<string>();
  for (const name of TABLES) if (!await exists(`${out}/${name}`)) lacking.add(name);
  const missing: number[] = [];
  for (const { index } of fields) {
    if (!await (complete ? hasImages : isWritten)(out, plan, index)) missing.push(index);
  }
  const partial = `${out}/screen.partial.json`;
  // Of a run that was killed at its very end.
  const isLeft = complete && await exists(partial);
  if (complete && missing.length + lacking.size === 0 && !isLeft) {
    return { out, fields: fields.length, drawn: 0, plan };
  }
  if (!complete) await writeAtomic(partial, description);
  const before = fields.length - missing.length;
  await mapParallel<FieldTask, unknown>(
    new URL("./simulate/worker.ts", import.meta.url),
    missing.map((index) => ({ out, settings, index })),
    {
      ...(workers === undefined ? {} : { workers }),
      ...(signal === undefined ? {} : { signal }),
      onDone: (done) => onProgress?.(before + done, fields.length),
    },
  );
  if (!complete) await gatherCells(out, plan);
  await writeTables(out, plan, complete ? lacking : new Set(TABLES));
  await removeLeftovers(out, plan, started);
  if (!complete) await writeAtomic(descriptionFile(out), description);
  await Deno.remove(`${out}/truth/parts`, { recursive: true }).catch(() => {});
  await Deno.remove(partial).catch(() => {});
  return { out, fields: fields.length, drawn: missing.length, plan };
}

/** The table of all cells, which only the drawing can make. */
const CELLS = "truth/cells.csv";

/** The other tables of a finished screen. */
const TABLES = [
  "BBBC021_v1_image.csv",
  "BBBC021_v1_moa.csv",
  "BBBC021_v1_compound.csv",
  "index.csv",
  "truth/fields.csv",
];

/** What a folder holds: nothing yet, this very screen, or this screen as an older version drew it. */
async function holds(out: string, description: string): Promise<"nothing" | "this" | "older"> {
  const attempted = "Cannot write the screen";
  if ((await Deno.stat(out).catch(() => undefined))?.isFile) {
    throw new InputError(attempted, { file: out, found: "a file", allowed: "a folder" });
  }
  for (const name of ["screen.json", "screen.partial.json"]) {
    const path = `${out}/${name}`;
    if (!await exists(path)) continue;
    const found = await Deno.readTextFile(path);
    if (found === description) return "this";
    if (withoutVersion(found) === withoutVersion(description)) return "older";
    throw new InputError(`${attempted}: the folder holds one with other settings`, {
      file: path,
      hint: "Choose another folder, or remove this one",
    });
  }
  if (await exists(`${out}/BBBC021_v1_image.csv`)) {
    throw new InputError(`${attempted}: the folder holds data that are not simulated`, {
      file: `${out}/BBBC021_v1_image.csv`,
      hint: "Choose another folder",
    });
  }
  return "nothing";
}

function withoutVersion(description: string): string {
  return description.replace(/"version": \d+,/, "");
}

/** Removes a screen of an older version: its fields would not fit to those drawn now. */
async function clear(out: string): Promise<void> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(out)) names.push(name);
  const ours = names.filter((name) =>
    /^(Week\d+|truth|BBBC021_v1_\w+\.csv|index\.csv)$/.test(name)
  );
  // The description goes last: while it is there, the folder is known to be ours.
  ours.push(...names.filter((name) => /^screen(\.partial)?\.json$/.test(name)));
  for (const name of ours) await Deno.remove(`${out}/${name}`, { recursive: true });
}

async function writeTables(out: string, plan: ScreenPlan, names: Set<string>): Promise<void> {
  const texts: Record<string, () => string | Promise<string>> = {
    "truth/fields.csv": () => fieldTruth(plan),
    "BBBC021_v1_image.csv": () => imageTable(plan),
    "BBBC021_v1_moa.csv": () => moaTable(plan),
    "BBBC021_v1_compound.csv": () => compoundTable(plan),
  };
  for (const [name, text] of Object.entries(texts)) {
    if (names.has(name)) await writeAtomic(`${out}/${name}`, await text());
  }
  if (names.has("index.csv")) await writeIndex(`${out}/index.csv`, fieldIndex(plan, resolve(out)));
}

/**
 * Removes what a stopped run left half-written under its temporary name. What is younger than this run may
 * be in the making, by another one.
 */
async function removeLeftovers(out: string, plan: ScreenPlan, started: number): Promise<void> {
  const folders = new Set(
    plan.fields.flatMap(({ index }) =>
      fieldPaths(out, plan, index).map((path) => path.slice(0, path.lastIndexOf("/")))
    ),
  );
  for (const folder of [out, `${out}/truth`, ...folders]) {
    for await (const { name } of Deno.readDir(folder)) {
      if (!/\.(tif|csv|json)\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.partial$/.test(name)) {
        continue;
      }
      const path = `${folder}/${name}`;
      const made = (await Deno.stat(path).catch(() => undefined))?.mtime?.getTime() ?? started;
      if (made < started) await Deno.remove(path).catch(() => {});
    }
  }
}

async function gatherCells(out: string, plan: ScreenPlan): Promise<void> {
  await writeAtomic(`${out}/truth/cells.csv`, async (temporary) => {
    const file = await Deno.open(temporary, { write: true, create: true, truncate: true });
    try {
      const writer = file.writable.getWriter();
      const encoder = new TextEncoder();
      await writer.write(encoder.encode(csv(CELL_COLUMNS, [])));
      for (const { index } of plan.fields) {
        const part = await Deno.readTextFile(partPath(out, plan, index));
        await writer.write(encoder.encode(part.slice(part.indexOf("\n") + 1)));
      }
      await writer.close();
    } catch (error) {
      file.close();
      throw error;
    }
  });
}

async function compoundTable(plan: ScreenPlan): Promise<string> {
  const used = new Set(plan.fields.map(({ well }) => well.treatment.compound));
  const table = await Deno.readTextFile(`${projectRoot}data/compounds.csv`);
  const rows = table.trim().split(/\r?\n/).slice(1).map((line) => line.split(","))
    .filter(([compound]) => used.has(compound!))
    .map(([compound, , smiles]) => [compound!, smiles ?? ""]);
  return csv(["compound", "smiles"], rows);
}
