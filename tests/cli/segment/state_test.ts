import { assertEquals, assertRejects } from "@std/assert";
import { basename } from "node:path";
import { openLabels, partFile, summaryOf } from "../../../lib/cli/segment/state.ts";
import { type SegmentSettings, sourceOf } from "../../../lib/cli/segment/task.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { labelFile, writeLabels } from "../../../lib/data/label_files.ts";
import { inFolder } from "../../data/folder.ts";

const settings: SegmentSettings = {
  method: "classical",
  weights: {},
  nuclei: "DAPI",
  cells: [],
  border: "keep",
};
const field = {
  plate: "P/1",
  well: "B02",
  site: 1,
  files: { DAPI: "a.tif" },
  pixelSize: NaN,
  metadata: {},
};

Deno.test("openLabels() takes a folder of the same settings and names what differs in another", async () => {
  await inFolder(async (folder) => {
    await openLabels(folder, settings);
    await openLabels(folder, settings);
    await Deno.mkdir(`${folder}/nuclei`);
    const other = { ...settings, border: "remove" as const };
    const error = await assertRejects(() => openLabels(folder, other), InputError);
    assertEquals(error.message.includes('found "border \\"keep\\""'), true, error.message);
  });
});

Deno.test("summaryOf() knows a field only when its summary and all its labels are there whole", async () => {
  await inFolder(async (out) => {
    const summary = { plate: "P/1", well: "B02", site: 1, objects: 0, cut: [], warnings: [] };
    const part = partFile(out, field);
    assertEquals(part, `${out}/summaries/P%2f1/B02_s1.json`);
    const from = sourceOf(field, settings);
    assertEquals(await summaryOf(out, field, settings, from), undefined);
    await Deno.mkdir(`${out}/summaries/P%2f1`, { recursive: true });
    await Deno.writeTextFile(part, JSON.stringify({ ...summary, from }));
    assertEquals(await summaryOf(out, field, settings, from), undefined);
    const image = { width: 1, height: 1, labels: new Int32Array(1) };
    await writeLabels(labelFile(out, field, "nuclei"), image);
    assertEquals(await summaryOf(out, field, settings, from), summary);
    assertEquals(await summaryOf(out, field, { ...settings, cells: ["Actin"] }, from), undefined);
    const mended = { ...field, files: { DAPI: "b.tif" }, metadata: { Metadata_Dose: "3" } };
    assertEquals(await summaryOf(out, mended, settings, sourceOf(mended, settings)), undefined);
    const relabelled = { ...mended, files: field.files };
    assertEquals(
      await summaryOf(out, relabelled, settings, sourceOf(relabelled, settings)),
      summary,
    );
    const lit = sourceOf(field, settings, { light: ["1 5"] });
    assertEquals(await summaryOf(out, field, settings, lit), undefined);
    await Deno.writeTextFile(part, '{"plate"');
    assertEquals(await summaryOf(out, field, settings, from), undefined);
  });
});

Deno.test("partFile() stays within the folder, whatever that is called", () => {
  for (const out of ["/d/cost$$/labels", "/d/a$&b", "labels", "/d/nuclei/nuclei"]) {
    const part = partFile(out, field), image = labelFile(out, field, "nuclei");
    assertEquals(part.startsWith(`${out}/summaries/`), true, part);
    assertEquals(basename(part, ".json"), basename(image, ".tif"));
  }
});

Deno.test("openLabels() refuses labels of an older version, and those of other weights", async () => {
  await inFolder(async (folder) => {
    const now = { ...settings, method: "network", weights: { sha256: "ab" } };
    await Deno.mkdir(`${folder}/nuclei`);
    await Deno.writeTextFile(`${folder}/segment.json`, JSON.stringify({ version: 1, ...now }));
    await assertRejects(() => openLabels(folder, now), InputError, "other labels since");
    await Deno.remove(`${folder}/segment.json`);
    await openLabels(folder, now);
    await openLabels(folder, now);
    const others = { ...now, weights: { sha256: "cd" } };
    const message = 'allowed: weights {"sha256":"cd"}. Other weights, or another method';
    await assertRejects(() => openLabels(folder, others), InputError, message);
  });
});
