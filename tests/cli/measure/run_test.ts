import { assert, assertEquals, assertRejects } from "@std/assert";
import { measureScreen } from "../../../lib/cli/measure/run.ts";
import { metaValues } from "../../../lib/core/profiles.ts";
import { writeIllumination } from "../../../lib/data/illumination_files.ts";
import { labelFile, writeLabels } from "../../../lib/data/label_files.ts";
import { readProfiles } from "../../../lib/data/profiles_file.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../../data/folder.ts";

/** Eight fields of 8 × 8 pixels with one nucleus each. */
async function tinyScreen(folder: string) {
  const fields = await Promise.all(Array.from({ length: 8 }, async (_, i) => {
    const field = { plate: "P1", well: "A01", site: i + 1, pixelSize: NaN };
    const labels = new Int32Array(64).map((_, at) => at % 8 <= i ? 1 : 0);
    await writeLabels(labelFile(folder, field, "nuclei"), { width: 8, height: 8, labels });
    const file = `${folder}/${i}.tif`, data = new Uint16Array(64).fill(9);
    await Deno.writeFile(file, await encodeTiff({ width: 8, height: 8, data }));
    return { ...field, files: { DAPI: file }, metadata: { Metadata_Dose: i < 4 ? "3" : null } };
  }));
  return {
    index: { channels: ["DAPI"], fields },
    labels: folder,
    out: `${folder}/cells.parquet`,
    families: ["AreaShape"] as const,
    workers: 1,
  };
}

Deno.test("measureScreen() stopped in the middle goes on where it stopped, with the same rows", async () => {
  await inFolder(async (folder) => {
    const options = await tinyScreen(folder), stop = new AbortController();
    const onDone = (done: number) => {
      if (done === 3) stop.abort(new Error("enough"));
    };
    await assertRejects(
      () => measureScreen({ ...options, onDone, signal: stop.signal }),
      Error,
      "enough",
    );
    const { resumed, cells } = await measureScreen(options);
    assert(resumed >= 3 && resumed < 8, `${resumed} resumed`);
    assertEquals(cells, 8);
    const { meta, values, features } = await readProfiles(options.out);
    assertEquals(meta.getColumn("Metadata_Site").toArray(), [1, 2, 3, 4, 5, 6, 7, 8]);
    assertEquals(metaValues(meta, "Metadata_Dose")[7], null);
    assertEquals(values[features.indexOf("Nuclei_AreaShape_Area")], 8);
  });
});

Deno.test("measureScreen() stopped goes on after the index was mended, with the fields that it changes alone", async () => {
  await inFolder(async (folder) => {
    const options = await tinyScreen(folder), stop = new AbortController();
    const { index } = options, [first, ...others] = index.fields;
    const stopping = {
      ...options,
      onDone: () => stop.abort(new Error("enough")),
      signal: stop.signal,
    };
    await assertRejects(() => measureScreen(stopping), Error, "enough");
    const mended = { ...first!, metadata: { Metadata_Dose: "7" } };
    const fields = [...others, mended];
    const { resumed } = await measureScreen({ ...options, index: { ...index, fields } });
    assertEquals(resumed < 8, true, `${resumed} resumed`);
    const { meta } = await readProfiles(options.out);
    assertEquals(meta.getColumn("Metadata_Site").toArray(), [2, 3, 4, 5, 6, 7, 8, 1]);
    assertEquals(metaValues(meta, "Metadata_Dose")[7], "7");
  });
});

/** Measures until three fields are done, and says how many parts that has left. */
async function stopped(options: Parameters<typeof measureScreen>[0]): Promise<number> {
  const stop = new AbortController();
  const onDone = (done: number) => {
    if (done === 3) stop.abort(new Error("enough"));
  };
  const run = () => measureScreen({ ...options, onDone, signal: stop.signal });
  await assertRejects(run, Error, "enough");
  return [...Deno.readDirSync(`${options.out}.parts`)].filter(({ name }) => name.endsWith(".part"))
    .length;
}

Deno.test("measureScreen() stopped measures the field anew whose labels were made anew, and no other", async () => {
  await inFolder(async (folder) => {
    const options = await tinyScreen(folder), [first] = options.index.fields;
    const done = await stopped(options), file = labelFile(folder, first!, "nuclei");
    await writeLabels(file, { width: 8, height: 8, labels: new Int32Array(64).fill(1) });
    await Deno.utime(file, 1, 1);
    const { resumed } = await measureScreen(options);
    // A field that was being written when the run stopped may count, the one of new labels may not.
    assert(resumed === done - 1 || resumed === done, `${resumed} resumed of ${done}`);
    const { values, features } = await readProfiles(options.out);
    const area = features.indexOf("Nuclei_AreaShape_Area");
    assertEquals([values[area], values[features.length + area]], [64, 16]);
  });
});

Deno.test("measureScreen() stopped measures the field anew whose image was written anew", async () => {
  await inFolder(async (folder) => {
    const options = await tinyScreen(folder), [first] = options.index.fields;
    const done = await stopped(options);
    await Deno.utime(first!.files.DAPI!, 1, 1);
    const { resumed } = await measureScreen(options);
    assert(resumed === done - 1 || resumed === done, `${resumed} resumed of ${done}`);
  });
});

Deno.test("measureScreen() stopped does not mix rows by the light of before with those by the light of now", async () => {
  await inFolder(async (folder) => {
    const illumination = `${folder}/light`;
    const shine = async (gain: number) => {
      const size = { width: 8, height: 8, offset: 0, images: 9, reliability: 1 };
      const notes = { ...size, plate: "P1", channel: "DAPI", lowest: gain, highest: gain };
      const values = new Float32Array(64).fill(gain);
      await writeIllumination(illumination, { ...notes, skipped: [] }, values);
    };
    await shine(1);
    const screen = await tinyScreen(folder);
    const options = { ...screen, families: ["Intensity"] as const, illumination };
    await stopped(options);
    await shine(3);
    assertEquals((await measureScreen(options)).resumed, 0);
    const { values, features } = await readProfiles(options.out);
    const mean = features.indexOf("Nuclei_Intensity_MeanIntensity_DAPI");
    const means = new Set(Array.from({ length: 8 }, (_, i) => values[i * features.length + mean]));
    assertEquals(means.size, 1, [...means].join(", "));
  });
});

Deno.test("measureScreen() says which label images it misses", async () => {
  await inFolder(async (folder) => {
    const options = await tinyScreen(folder);
    await assertRejects(
      () => measureScreen({ ...options, compartments: ["cells"] }),
      Error,
      "/cells: found",
    );
    const measure = (labels: string) => measureScreen({ ...options, labels });
    await assertRejects(() => measure(`${folder}/no`), Error, '/no: found "no such folder"');
    await assertRejects(() => measure(`${folder}/0.tif`), Error, '0.tif: found "a file"');
    await assertRejects(() => measure(`${folder}/nuclei`), Error, '/nuclei: found "P1"');
    await Deno.mkdir(`${folder}/empty`);
    await assertRejects(() => measure(`${folder}/empty`), Error, 'found "an empty folder"');
  });
});

Deno.test("measureScreen() joins masks numbered apart by overlap where asked, and makes their cytoplasm anew", async () => {
  await inFolder(async (folder) => {
    const options = await tinyScreen(folder), [first, second] = options.index.fields;
    const fields = [first!, second!], index = { ...options.index, fields };
    for (const field of fields) {
      const cells = new Int32Array(64).map((_, at) => at % 8 < 6 ? 7 : 9);
      for (const part of ["cells", "cytoplasm"] as const) {
        await writeLabels(labelFile(folder, field, part), { width: 8, height: 8, labels: cells });
      }
    }
    const measure = (join?: "overlap") => measureScreen({ ...options, index, join });
    await assertRejects(() => measure(), Error, "site 1: nuclei and cells are numbered apart");
    const found = await measure("overlap");
    assertEquals(found.matched, { divided: 0, empty: 2, bare: 0 });
    assertEquals([found.cells, found.lacking], [2, {}]);
    const { values, features } = await readProfiles(options.out);
    const area = (part: string) => values[features.indexOf(`${part}_AreaShape_Area`)];
    assertEquals(["Nuclei", "Cells", "Cytoplasm"].map(area), [8, 48, 40]);
    await Deno.remove(`${folder}/cells`, { recursive: true });
    await assertRejects(() => measure("overlap"), Error, "/cells: found");
  });
});

Deno.test("measureScreen() counts the cells that have no nucleus in the image", async () => {
  await inFolder(async (folder) => {
    const options = await tinyScreen(folder);
    for (const field of options.index.fields) {
      const labels = new Int32Array(64).map((_, at) => 1 + Math.floor(at / 32));
      await writeLabels(labelFile(folder, field, "cells"), { width: 8, height: 8, labels });
    }
    const { cells, lacking } = await measureScreen(options);
    // Label 1 has a nucleus, label 2 none; the last nucleus fills its field and both cells.
    assertEquals([cells, lacking], [16, { nuclei: 8, cytoplasm: 2 }]);
  });
});
