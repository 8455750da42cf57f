import { createHash } from "node:crypto";
import { InputError } from "../core/errors.ts";
import { exists, writeAtomic } from "../core/files.ts";

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
 * @param out The output that the parts are for.
 * @param settings Everything that the rows depend on.
 * @throws {InputError} if an earlier run with other settings left parts there.
 *
 * @example
 * ```ts
 * import { openParts } from "./parts.ts";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const parts = await openParts(`${folder}/cells.parquet`, { families: ["AreaShape"] });
 * assertEquals(parts.file(7), `${folder}/cells.parquet.parts/000007.part`);
 * await assertRejects(
 *   () => openParts(`${folder}/cells.parquet`, { families: [] }),
 *   Error,
 *   "other settings",
 * );
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function openParts(out: string, settings: unknown): Promise<Parts> {
  const folder = `${out}.parts`, manifest = `${folder}/manifest.json`;
  const digest = createHash("sha256").update(JSON.stringify(settings)).digest("hex");
  if (await exists(manifest)) {
    const before = JSON.parse(await Deno.readTextFile(manifest)) as { settings?: string };
    if (before.settings !== digest) {
      throw new InputError(
        "An unfinished run with other settings or another index left its parts",
        {
          file: folder,
          hint: "Remove that folder, or choose another --out",
        },
      );
    }
  } else {
    await writeAtomic(manifest, JSON.stringify({ settings: digest }));
  }
  await removeHalves(folder);
  return { folder, file: (number) => `${folder}/${String(number).padStart(6, "0")}.part` };
}

/** Removes what a killed run left half-written under its temporary name. */
async function removeHalves(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".partial")) await Deno.remove(`${folder}/${name}`);
  }
}
