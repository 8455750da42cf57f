import { exists, writeAtomic } from "../../core/files.ts";
import { readIndex } from "../index_file.ts";
import { csv } from "./tables.ts";

/** What a virtual screen has beside its images. */
const known = [
  "BBBC021_v1_image.csv",
  "BBBC021_v1_moa.csv",
  "BBBC021_v1_compound.csv",
  "index.csv",
  "screen.json",
  "truth",
];

/**
 * Leaves of a virtual screen what a microscope and a list of compounds would: images, and `layout.csv` with
 * plate, well, compound, concentration (µM) and mechanism, which of every fifth compound is not given.
 *
 * @param folder The screen; its tables and its truth are removed.
 * @returns Path of the layout.
 * @throws {InputError} where the folder is no virtual screen.
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
  const layout = `${folder}/layout.csv`;
  await writeAtomic(layout, csv(["plate", "well", "compound", "concentration", "moa"], rows));
  for (const name of known) {
    if (await exists(`${folder}/${name}`)) {
      await Deno.remove(`${folder}/${name}`, { recursive: true });
    }
  }
  return layout;
}
