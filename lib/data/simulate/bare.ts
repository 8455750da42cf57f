import { InputError } from "../../core/errors.ts";
import { exists, writeAtomic } from "../../core/files.ts";
import { readIndex } from "../index_file.ts";
import { listImages } from "../list_images.ts";
import { csv } from "./tables.ts";

/**
 * What a virtual screen has beside its images, in the order in which it goes: without the index the layout is
 * whole, and the description goes last, because it says whose folder this is.
 */
const known = [
  "index.csv",
  "BBBC021_v1_image.csv",
  "BBBC021_v1_moa.csv",
  "BBBC021_v1_compound.csv",
  "truth",
  "screen.json",
];

/**
 * How far {@link bareScreen} has come in a folder.
 *
 * @param folder The folder; need not be there.
 * @returns `"done"` for images and a layout alone, `"stopped"` for a layout beside what is left of a screen,
 * `"none"` before there is a layout.
 * @throws {InputError} for a layout that is not of a virtual screen.
 *
 * @example
 * ```ts
 * import { bareState } from "./bare.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await bareState("no/such/folder"), "none");
 * ```
 */
export async function bareState(folder: string): Promise<"none" | "stopped" | "done"> {
  const layout = `${folder}/layout.csv`;
  if (!await exists(layout)) return "none";
  if (await exists(`${folder}/screen.json`)) return "stopped";
  const { images } = await listImages(folder).catch((error) => {
    if (error instanceof InputError) return { images: [] };
    throw error;
  });
  const isScreen = await exists(`${folder}/truth`) || await exists(`${folder}/screen.partial.json`);
  if (images.length > 0 && !isScreen) return "done";
  throw notOurs(layout);
}

/**
 * Leaves of a virtual screen what a microscope and a list of compounds would: images, and `layout.csv` with
 * plate, well, compound, concentration (µM) and mechanism, which of every fifth compound is not given.
 *
 * A run that was stopped is finished by the next.
 *
 * @param folder The screen; its tables and its truth are removed.
 * @returns Path of the layout.
 * @throws {InputError} where the folder is no virtual screen, or holds another layout.
 *
 * @example
 * ```ts
 * import { simulateScreen } from "../simulate.ts";
 * import { bareScreen } from "./bare.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const out = await Deno.makeTempDir();
 * await simulateScreen({ out, size: "small", width: 96, height: 96, weeks: 1, compounds: ["taxol"] });
 * const layout = await Deno.readTextFile(await bareScreen(out));
 * assertEquals(layout.split("\n")[0], "plate,well,compound,concentration,moa");
 * await Deno.remove(out, { recursive: true });
 * ```
 */
export async function bareScreen(folder: string): Promise<string> {
  const layout = `${folder}/layout.csv`;
  const isWritten = await bareState(folder) === "stopped" && !await exists(`${folder}/index.csv`);
  if (!isWritten) await writeLayout(folder, layout);
  for (const name of known) {
    if (await exists(`${folder}/${name}`)) {
      await Deno.remove(`${folder}/${name}`, { recursive: true });
    }
  }
  return layout;
}

async function writeLayout(folder: string, layout: string): Promise<void> {
  const { fields } = await readIndex(`${folder}/index.csv`, { checkImages: false });
  const wells = new Map(
    fields.map(({ plate, well, metadata }) => [JSON.stringify([plate, well]), {
      plate,
      well,
      compound: metadata.Metadata_Compound ?? "",
      dose: metadata.Metadata_Concentration ?? "",
      moa: metadata.Metadata_MoA ?? "",
    }]),
  );
  const compounds = [...new Set([...wells.values()].map(({ compound }) => compound))]
    .filter((name) => name !== "DMSO").sort();
  const open = new Set(compounds.filter((_, place) => place % 5 === 4));
  const rows = [...wells.values()].map(({ plate, well, compound, dose, moa }) => [
    plate,
    well,
    compound,
    dose,
    open.has(compound) || compound === "DMSO" ? "" : moa,
  ]);
  const text = csv(["plate", "well", "compound", "concentration", "moa"], rows);
  if (await exists(layout) && await Deno.readTextFile(layout) !== text) throw notOurs(layout);
  await writeAtomic(layout, text);
}

function notOurs(layout: string): InputError {
  return new InputError("Cannot write the layout: there is one that is not of this screen", {
    file: layout,
    hint: "Choose another folder, or move it away",
  });
}
