import { assert, assertEquals } from "@std/assert";
import { screenWells } from "../../lib/cli/screen_wells.ts";
import { featureValues, metaValues, type Profiles } from "../../lib/core/profiles.ts";
import { openScreen } from "../../lib/data/screen.ts";
import { simulateScreen } from "../../lib/data/simulate.ts";

const compounds = ["taxol", "nocodazole", "latrunculin B"];
const drawing = { size: "small", width: 128, height: 128, plates: 2, compounds } as const;

/** Logarithm of the ratio of both weeks' medians of actin light in DMSO. */
function weeksApart(wells: Profiles): number {
  const light = featureValues(wells, "Cells_Intensity_MeanIntensity_Actin");
  const compound = metaValues(wells.meta, "Image_Metadata_Compound");
  const [first, second] = [1, 2].map((week) => {
    const own = metaValues(wells.meta, "Image_Metadata_Week").flatMap((value, row) =>
      value === week && compound[row] === "DMSO" ? [light[row] as number] : []
    ).sort((a, b) => a - b);
    return own[own.length >> 1]!;
  });
  return Math.log(first! / second!);
}

Deno.test("screenWells() measures a virtual screen and its twin without batches, once", async () => {
  const out = await Deno.makeTempDir();
  try {
    await simulateScreen({ out, ...drawing, controls: 0.6, batch: 3, workers: 2 });
    const screen = { ...await openScreen({ data: out }), kind: "simulated" as const };
    const first = await screenWells(screen, { workers: 2 });
    const { wells, truth, fields, total, flagged, empty } = first;
    assert(truth !== undefined);
    assertEquals([fields, total], [screen.images.height, screen.images.height]);
    assertEquals(wells.meta.height, fields - flagged.length - empty.length);
    assertEquals(
      truth.meta.select("Image_Metadata_Well", "Image_Metadata_Plate").rows(),
      wells.meta.select("Image_Metadata_Well", "Image_Metadata_Plate").rows(),
    );
    // Light and stain of the weeks differ threefold and more; in the truth they are the same.
    assert(Math.abs(weeksApart(wells)) > 0.8, String(weeksApart(wells)));
    assert(Math.abs(weeksApart(truth)) < 0.2, String(weeksApart(truth)));
    const before = (await Deno.stat(`${out}/profiles/wells.parquet`)).mtime;
    const again = await screenWells(screen, {
      onProgress: () => {
        throw new Error("measured again");
      },
    });
    assertEquals(again.wells.values, wells.values);
    assertEquals((await Deno.stat(`${out}/profiles/wells.parquet`)).mtime, before);
    // Another choice of plates is another measurement.
    assertEquals((await screenWells(screen, { platesPerWeek: 1, workers: 2 })).fields * 2, fields);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("screenWells() segments a folder without truth", async () => {
  const out = await Deno.makeTempDir();
  try {
    await simulateScreen({ out, ...drawing, plates: 1, weeks: 1, workers: 2 });
    const screen = await openScreen({ data: out });
    const { wells, truth, empty, flagged } = await screenWells(screen, { workers: 2 });
    assertEquals(truth, undefined);
    assertEquals(wells.meta.height + empty.length + flagged.length, screen.images.height);
    assert(metaValues(wells.meta, "Image_Metadata_MoA").includes("Actin disruptors"));
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
