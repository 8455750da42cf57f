import { basename, dirname, join } from "node:path";
import { exists, writeAtomic } from "../../core/files.ts";
import { digestOf } from "../digest.ts";

/**
 * Makes the file of a step unless it is there already, made from the same.
 *
 * What it was made from is kept beside it in `steps/`, and written after it, so that a killed step is
 * done again and a finished one is not.
 *
 * @param file The file.
 * @param from Everything that it depends on.
 * @param make Makes it.
 * @returns Whether it was there.
 *
 * @example
 * ```ts
 * import { keepStep } from "./keep_step.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir(), file = `${folder}/wells.csv`;
 * const make = () => Deno.writeTextFile(file, "well\n");
 * assertEquals(await keepStep(file, { level: "well" }, make), false);
 * assertEquals(await keepStep(file, { level: "well" }, make), true);
 * assertEquals(await keepStep(file, { level: "site" }, make), false);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function keepStep(
  file: string,
  from: unknown,
  make: () => Promise<unknown>,
): Promise<boolean> {
  const note = join(dirname(file), "steps", `${basename(file)}.json`);
  const digest = digestOf(from);
  if (await exists(file) && await exists(note)) {
    if (JSON.parse(await Deno.readTextFile(note)).from === digest) return true;
    await Deno.remove(note);
  }
  await make();
  await writeAtomic(note, `${JSON.stringify({ from: digest })}\n`);
  return false;
}
