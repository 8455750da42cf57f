import { basename, dirname } from "node:path";
import { InputError } from "../core/errors.ts";
import { exists, writeAtomic } from "../core/files.ts";

/**
 * Opens a folder of results, new or begun by an earlier run with the same settings, which it keeps on
 * record. A run that failed before its first result leaves nothing that other settings could be mixed with.
 *
 * @param file Where the settings are kept.
 * @param what What the folder holds, for the message.
 * @param settings Everything that the results depend on.
 * @param notes What the message says beside, by the name of the setting that differs; defaults to
 * *nothing*.
 * @throws {InputError} naming what differs, if the folder holds results of other settings, or for a file
 * where the folder should be.
 *
 * @example
 * ```ts
 * import { openOutput } from "./open_output.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir(), file = `${folder}/settings.json`;
 * await openOutput(file, "labels", { method: "classical" });
 * await Deno.writeTextFile(`${folder}/first.tif`, "a result");
 * await assertRejects(
 *   () => openOutput(file, "labels", { method: "network" }),
 *   Error,
 *   "The folder holds labels made with other settings",
 * );
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function openOutput(
  file: string,
  what: string,
  settings: Record<string, unknown>,
  notes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const folder = dirname(file);
  if ((await Deno.stat(folder).catch(() => undefined))?.isDirectory === false) {
    throw new InputError(`Cannot write ${what}`, {
      file: folder,
      found: "a file",
      allowed: "a folder, new or made by an earlier run",
    });
  }
  if (!await exists(file) || await isAlone(file)) {
    await writeAtomic(file, JSON.stringify(settings, null, 2) + "\n");
    return;
  }
  const before = JSON.parse(await Deno.readTextFile(file)) as Record<string, unknown>;
  const text = (value: unknown) => JSON.stringify(value) ?? "nothing";
  const names = new Set([...Object.keys(before), ...Object.keys(settings)]);
  const differ = [...names].filter((name) => text(before[name]) !== text(settings[name]));
  if (differ.length === 0) return;
  const said = differ.flatMap((name) => notes[name] ?? []);
  throw new InputError(`The folder holds ${what} made with other settings`, {
    file,
    found: differ.map((name) => `${name} ${text(before[name])}`).join(", "),
    allowed: differ.map((name) => `${name} ${text(settings[name])}`).join(", "),
    hint: [...said, `Choose another --out, or remove ${folder}, which is then made anew`]
      .join(". "),
  });
}

/** Whether a file is the only one in its folder, its lock aside. */
async function isAlone(file: string): Promise<boolean> {
  for await (const { name } of Deno.readDir(dirname(file))) {
    if (name !== basename(file) && name !== `${basename(file)}.lock`) return false;
  }
  return true;
}
