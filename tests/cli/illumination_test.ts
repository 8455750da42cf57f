import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { featureValues } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { illuminationFile, readIllumination } from "../../lib/data/illumination_files.ts";
import { writeIndex } from "../../lib/data/index_file.ts";
import { labelFile, writeLabels } from "../../lib/data/label_files.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { encodeTiff } from "../../lib/image/tiff.ts";
import { inFolder } from "../data/folder.ts";
import { litScreen } from "./illumination/screen.ts";
import { c2s } from "./run.ts";

Deno.test("c2s illumination finds the light of each plate and channel, and c2s measure takes it out", async () => {
  await inFolder(async (folder) => {
    const { fields } = await litScreen(folder);
    const index = ["--index", `${folder}/index.csv`], light = `${folder}/light`;
    const { code, out, said } = await c2s("illumination", ...index, "--out", light);
    assertEquals(code, 0, said);
    assertStringIncludes(out, "light of 2 plates and channels");
    const { gain } = await readIllumination(light, "P2", "DAPI");
    assert(Math.abs(gain[31]! / gain[0]! - 2) < 0.1, `${gain[31]! / gain[0]!}`);
    const again = await c2s("illumination", ...index, "--out", light);
    assertStringIncludes(again.out, "2 found before");
    const other = await c2s("illumination", ...index, "--out", light, "--plain");
    assertStringIncludes(other.said, "light made with other settings");

    // Two objects, the left and the right third of each field.
    const labels = Int32Array.from({ length: 512 }, (_, i) => [1, 0, 2][Math.floor(i % 32 / 11)]!);
    for (const field of fields) {
      const file = labelFile(`${folder}/labels`, field, "nuclei");
      await writeLabels(file, { width: 32, height: 16, labels });
    }
    const ratioOf = async (...more: string[]) => {
      const table = `${folder}/cells.csv`;
      const args = ["--labels", `${folder}/labels`, "--families", "Intensity", "--out", table];
      assertEquals((await c2s("measure", ...index, ...args, ...more)).code, 0);
      const mean = featureValues(await readProfiles(table), "Nuclei_Intensity_MeanIntensity_DAPI");
      return mean[23]! / mean[22]!;
    };
    assert(await ratioOf() > 1.4);
    assert(Math.abs(await ratioOf("--illumination", light) - 1) < 0.05);
  });
});

Deno.test("c2s illumination says how many images an uncertain pattern needs", async () => {
  await inFolder(async (folder) => {
    const random = new Random(1), tilts: number[] = [];
    const screenOf = async (images: number) => {
      const fields = [];
      for (let site = 1; site <= images; site++) {
        // A slope of 0.1 that all images share, and three times as much that each has for itself.
        const tilt = 0.1 + random.normal(0, 0.3);
        tilts.push(tilt);
        const data = Uint16Array.from(
          { length: 512 },
          (_, i) => 1000 * (1 + tilt * (i % 32 / 31 - 0.5)),
        );
        const files = { DAPI: `${folder}/${images}_${site}.tif` };
        await Deno.writeFile(files.DAPI, await encodeTiff({ width: 32, height: 16, data }));
        fields.push({ plate: "P1", well: "B02", site, files, pixelSize: NaN, metadata: {} });
      }
      await writeIndex(`${folder}/${images}.csv`, { channels: ["DAPI"], fields });
      const words = ["--index", `${folder}/${images}.csv`, "--out", `${folder}/light${images}`];
      return (await c2s("illumination", ...words)).out;
    };
    const said = await screenOf(6);
    assertStringIncludes(said, "1 of 1 patterns are less than half reliable");
    const sized = ["--index", `${folder}/6.csv`, "--out", `${folder}/other`, "--size", "5"];
    const refused = await c2s("illumination", ...sized);
    assertStringIncludes(refused.said, "with --smoothing gaussian or median");
    const mean = tilts.reduce((a, b) => a + b) / 6;
    const noise = tilts.reduce((sum, tilt) => sum + (tilt - mean) ** 2, 0) / 5;
    // r = 1 − noise / (6 mean²), and 6 (1 − r) / r images.
    const wanted = 6 * (noise / (6 * mean ** 2)) / (1 - noise / (6 * mean ** 2));
    const told = Number(/about (\d+) images of each/.exec(said)?.[1]);
    assert(Math.abs(told / wanted - 1) < 0.1, `${told}, ${wanted}: ${said}`);
    assert(!(await screenOf(200)).includes("half reliable"));
  });
});

Deno.test("c2s segment and c2s measure name the light that is missing before they begin", async () => {
  await inFolder(async (folder) => {
    await litScreen(folder);
    const index = ["--index", `${folder}/index.csv`], light = `${folder}/light`;
    assertEquals((await c2s("illumination", ...index, "--out", light, "--json")).code, 0);
    await Deno.remove(illuminationFile(light, "P2", "DAPI"));
    const more = ["--illumination", light, "--out", `${folder}/out.csv`];
    const segment = await c2s("segment", ...index, ...more);
    assertEquals(segment.code, 1);
    assertStringIncludes(segment.said, "P2/DAPI.npy");
    const measure = await c2s("measure", ...index, "--labels", folder, ...more);
    assertStringIncludes(measure.said, "c2s illumination");
    for (const wrong of [["--size", "0"], ["--offset=-1"], ["--rescale", "maximum"]]) {
      assertEquals((await c2s("illumination", ...index, "--out", light, ...wrong)).code, 1);
    }
  });
});
