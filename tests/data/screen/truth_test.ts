import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { planScreen, simulateScreen } from "../../../lib/data/simulate.ts";
import { openPixels } from "../../../lib/data/screen/pixels.ts";
import { openScreen } from "../../../lib/data/screen.ts";
import { readField } from "../../../lib/data/fields.ts";
import { readTruth, trueLight } from "../../../lib/data/screen/truth.ts";
import { inTempDir } from "../helpers.ts";
import { tinyScreen as tiny } from "../tiny_screen.ts";

Deno.test("readTruth() gives the planned light, offset, focus and defects of every field", () =>
  inTempDir(async (folder) => {
    await simulateScreen({ out: folder, ...tiny, workers: 1 });
    const plan = planScreen(tiny);
    const truth = (await readTruth(folder))!;
    assertEquals(truth.length, plan.fields.length);
    const planned = plan.plates[0]!.effect.channels[1]!;
    assertAlmostEquals(truth[0]!.light.Tubulin!.x, planned.illumination.x, 1e-4);
    assertAlmostEquals(truth[0]!.light.Tubulin!.drop, planned.illumination.drop, 1e-4);
    assertAlmostEquals(truth[0]!.offset.Tubulin!, 16 * planned.offset, 1e-2);
    assertEquals(truth.map(({ defect }) => defect), plan.fields.map(({ defect }) => defect));
  }));

Deno.test("openPixels() of a virtual screen knows files, treatments, size of pixels and truth", () =>
  inTempDir(async (folder) => {
    await simulateScreen({ out: folder, ...tiny, workers: 1 });
    const { index, nuclei, treatmentOf, truth } = await openPixels(
      await openScreen({ data: folder }),
    );
    assertEquals([index.channels, nuclei], [["DAPI", "Tubulin", "Actin"], "DAPI"]);
    assertEquals(truth?.length, index.fields.length);
    const drugs = index.fields.map(treatmentOf);
    assert(drugs.includes("DMSO") && drugs.some((drug) => /^taxol [\d.]+ µM$/.test(drug)));
    const field = await readField(index.fields[0]!);
    assertEquals([field.width, field.pixelSize], [96, 0.3225]);
  }));

Deno.test("readTruth() names a column that is missing", () =>
  inTempDir(async (folder) => {
    await Deno.mkdir(`${folder}/truth`);
    await Deno.writeTextFile(
      `${folder}/truth/fields.csv`,
      "Metadata_Plate,Metadata_Well\nP1,B02\n",
    );
    await assertRejects(() => readTruth(folder), InputError, "Metadata_Site");
  }));

Deno.test("trueLight() is 1 on average and brightest where it was put", () => {
  const light = trueLight({ x: 0.25, y: 0.5, drop: 0.4 }, 40, 20);
  assertAlmostEquals(light.reduce((a, b) => a + b, 0) / light.length, 1, 0.02);
  assertEquals(light.indexOf(light.reduce((a, b) => Math.max(a, b))), 10 * 40 + 10);
});
