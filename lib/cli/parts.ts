import { InputError } from "../core/errors.ts";
import { exists } from "../core/files.ts";
import { digestOf } from "./digest.ts";
import { openOutput } from "./open_output.ts";

/** The folder beside an output in which a run keeps its finished fields until all are there. */
export interface Parts {
  /** Its path. */
  folder: string;
  /** Where the rows of a field lie, by its number in the index. */
  file: (number: number) => string;
}

/**
 * Opens the folder of the parts of an output, made by this or an earlier run with the same settings.
 *
 * A part is named after what it was made from: where the index has been mended in between, the parts of
 * fields that are as they were count, and the others are made anew.
 *
 * @param out The output that the parts are for.
 * @param settings Everything that all parts depend on.
 * @param fields What each part depends on beside them.
 * @param notes What the message says beside, by the name of the setting that differs; defaults to *nothing*.
 * @throws {InputError} naming what differs, if an earlier run with other settings left parts there.
 *
 * @example
 * ```ts
 * import { openParts } from "./parts.ts";
 * import { assert, assertEquals, assertRejects } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir(), out = `${folder}/cells.parquet`;
 * const parts = await openParts(out, { families: ["AreaShape"] }, ["a.tif", "b.tif"]);
 * assert(parts.file(1).startsWith(`${out}.parts/`));
 * await Deno.writeTextFile(parts.file(1), "rows");
 * const mended = await openParts(out, { families: ["AreaShape"] }, ["b.tif"]);
 * assertEquals(mended.file(0), parts.file(1));
 * await assertRejects(() => openParts(out, { families: [] }, ["b.tif"]), Error, "other settings");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function openParts(
  out: string,
  settings: Record<string, unknown>,
  fields: readonly unknown[],
  notes: Readonly<Record<string, string>> = {},
): Promise<Parts> {
  if ((await Deno.stat(out).catch(() => undefined))?.isDirectory) {
    throw new InputError("Cannot write a table", {
      file: out,
      found: "a folder",
      allowed: "a file",
    });
  }
  const folder = `${out}.parts`, manifest = `${folder}/manifest.json`;
  const finished = await clear(folder);
  // A run that stopped before its first part left nothing that other settings could be mixed with.
  if (finished === 0) await Deno.remove(manifest).catch(() => {});
  await openOutput(manifest, "an unfinished run", settings, notes);
  const names = fields.map((field) => digestOf(field).slice(0, 32));
  return { folder, file: (number) => `${folder}/${names[number]}.part` };
}

/** Removes what a killed run left half-written under its temporary name; counts the finished parts. */
async function clear(folder: string): Promise<number> {
  if (!await exists(folder)) return 0;
  let finished = 0;
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".partial")) await Deno.remove(`${folder}/${name}`);
    else if (name.endsWith(".part")) finished++;
  }
  return finished;
}
