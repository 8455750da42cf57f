import { assert, assertEquals, assertRejects } from "@std/assert";
import { segmentScreen } from "../../../lib/cli/segment/run.ts";
import type { SegmentSettings } from "../../../lib/cli/segment/task.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { exists } from "../../../lib/core/files.ts";
import { writeIllumination } from "../../../lib/data/illumination_files.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../../data/folder.ts";
import { tinyScreen } from "./tiny_screen.ts";

const settings: SegmentSettings = {
  method: "classical",
  weights: {},
  nuclei: "DAPI",
  cells: ["Actin"],
  border: "mark",
};

Deno.test("segmentScreen() segments on workers, in the order of the index, and goes on where labels are lost", async () => {
  await inFolder(async (folder) => {
    const index = await tinyScreen(folder), out = `${folder}/labels`;
    const done: number[] = [];
    const first = await segmentScreen({
      index,
      out,
      settings,
      workers: 2,
      onDone: (count) => done.push(count),
    });
    assertEquals(first.fields.map(({ site, objects }) => [site, objects]), [[1, 3], [2, 3], [
      3,
      3,
    ]]);
    assertEquals([first.resumed, done], [0, [1, 2, 3]]);
    const lost = `${out}/cytoplasm/P1/B02_s2.tif`;
    const before = await Deno.readFile(lost), table = await Deno.readTextFile(`${out}/fields.csv`);
    await Deno.remove(lost);
    const second = await segmentScreen({ index, out, settings });
    assertEquals([second.resumed, second.fields], [2, first.fields]);
    assertEquals(await Deno.readFile(lost), before);
    assertEquals(await Deno.readTextFile(`${out}/fields.csv`), table);
  });
});

Deno.test("segmentScreen() leaves a bad field out where asked, and fails where all are bad", async () => {
  await inFolder(async (folder) => {
    const index = await tinyScreen(folder), out = `${folder}/labels`;
    const damage = (number: number) =>
      Deno.writeTextFile(index.fields[number]!.files.DAPI!, "no image");
    await damage(1);
    await assertRejects(() => segmentScreen({ index, out, settings }), InputError, "s2_DAPI.tif");
    const { fields, skipped } = await segmentScreen({ index, out, settings, skipBad: true });
    assertEquals([fields.map(({ site }) => site), skipped[0]?.field], [[1, 3], "P1/B02/2"]);
    await damage(0);
    await damage(2);
    const fresh = { index, out: `${folder}/other`, settings, skipBad: true };
    await assertRejects(() => segmentScreen(fresh), InputError, "No field could be segmented");
  });
});

Deno.test("segmentScreen() refuses a channel that is not there before it writes anything, and stops when told", async () => {
  await inFolder(async (folder) => {
    const index = await tinyScreen(folder), out = `${folder}/labels`;
    const wrong = { ...settings, cells: ["ER"] };
    const run = () => segmentScreen({ index, out, settings: wrong });
    await assertRejects(run, InputError, 'found "ER", allowed: DAPI, Actin');
    assertEquals(await exists(out), false);
    const signal = AbortSignal.abort(new Error("stopped"));
    await assertRejects(() => segmentScreen({ index, out, settings, signal }), Error, "stopped");
  });
});

Deno.test("segmentScreen() stopped goes on with the same weights, and refuses others at their place", async () => {
  await inFolder(async (folder) => {
    const index = await tinyScreen(folder), checkpoint = `${folder}/weights.safetensors`;
    await Deno.copyFile("data/models/nucleus/weights.safetensors", checkpoint);
    const trained = { ...settings, method: "network", weights: { checkpoint } };
    const options = { index, out: `${folder}/labels`, settings: trained };
    const stop = new AbortController(), onDone = () => stop.abort(new Error("enough"));
    const stopping = { ...options, onDone, signal: stop.signal };
    await assertRejects(() => segmentScreen(stopping), Error, "enough");
    const { resumed, fields } = await segmentScreen(options);
    assertEquals([resumed, fields.length], [1, 3]);
    await Deno.writeTextFile(checkpoint, "others");
    await assertRejects(
      () => segmentScreen(options),
      InputError,
      "Other weights, or another method",
    );
    await Deno.remove(`${options.out}/nuclei`, { recursive: true });
    await assertRejects(
      () => segmentScreen(options),
      InputError,
      "Other weights, or another method",
    );
  });
});

Deno.test("segmentScreen() segments a field anew whose image was written anew, and no other", async () => {
  await inFolder(async (folder) => {
    const index = await tinyScreen(folder), out = `${folder}/labels`;
    const options = { index, out, settings, workers: 1 };
    const before = await segmentScreen(options);
    const file = index.fields[1]!.files.DAPI!;
    const black = new Uint16Array(80 * 70);
    await Deno.writeFile(file, await encodeTiff({ width: 80, height: 70, data: black }));
    await Deno.utime(file, 1, 1);
    const { resumed, fields } = await segmentScreen(options);
    assertEquals(resumed, index.fields.length - 1);
    assert(before.fields[1]!.objects > 0);
    const now = before.fields.map(({ objects }, i) => i === 1 ? 0 : objects);
    assertEquals(fields.map(({ objects }) => objects), now);
  });
});

Deno.test("segmentScreen() segments a field anew whose light was made anew", async () => {
  await inFolder(async (folder) => {
    const { channels, fields } = await tinyScreen(folder), illumination = `${folder}/light`;
    const size = { width: 80, height: 70, offset: 0, images: 9, reliability: 1, skipped: [] };
    const shine = async (gain: number) => {
      const notes = { ...size, plate: "P1", channel: "DAPI", lowest: gain, highest: gain };
      await writeIllumination(illumination, notes, new Float32Array(5600).fill(gain));
    };
    const options = {
      index: { channels, fields: fields.slice(1) },
      out: `${folder}/labels`,
      settings: { ...settings, cells: [], illumination },
      workers: 1,
    };
    await shine(1);
    assertEquals((await segmentScreen(options)).resumed, 0);
    assertEquals((await segmentScreen(options)).resumed, 2);
    await shine(2);
    assertEquals((await segmentScreen(options)).resumed, 0);
  });
});
