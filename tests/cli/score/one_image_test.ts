import { assertEquals, assertRejects } from "@std/assert";
import { scoreImage } from "../../../lib/cli/score/one_image.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../../data/folder.ts";
import { drawnNuclei } from "../../segment/drawn_nuclei.ts";

Deno.test("scoreImage() judges ready-made masks, or segments the image by itself", async () => {
  await inFolder(async (folder) => {
    const image = drawnNuclei(80, 70, [[20, 25, 8, 2500], [50, 40, 8, 2500]]);
    const labels = `${folder}/labels.tif`, grey = `${folder}/image.tif`;
    const half = `${folder}/half.tif`;
    const truth = Uint16Array.from(image.truth);
    await Deno.writeFile(labels, await encodeTiff({ width: 80, height: 70, data: truth }));
    await Deno.writeFile(grey, await encodeTiff(image));
    const one = truth.map((label) => label === 1 ? 1 : 0);
    await Deno.writeFile(half, await encodeTiff({ width: 80, height: 70, data: one }));
    const task = { labels, method: "classical", thresholds: [0.5] };
    const level = async (more: { masks?: string; image?: string }) => {
      const [first] = (await scoreImage({ ...task, ...more })).levels;
      return [first!.tp, first!.fp, first!.fn];
    };
    assertEquals(await level({ masks: half }), [1, 0, 1]);
    assertEquals(await level({ image: grey }), [2, 0, 0]);
    const lost = { ...task, image: `${folder}/lost.tif` };
    await assertRejects(() => scoreImage(lost), InputError, "lost.tif: found");
    await Deno.writeFile(half, await encodeTiff({ width: 2, height: 2, data: one.slice(0, 4) }));
    const small = { ...task, masks: half };
    await assertRejects(() => scoreImage(small), InputError, "2 × 2 pixels");
  });
});

Deno.test("scoreImage() refuses a mask of all objects together, as truth and as what was found", async () => {
  await inFolder(async (folder) => {
    const write = async (name: string, values: number[]) => {
      const data = new Uint16Array(values), file = `${folder}/${name}.tif`;
      await Deno.writeFile(file, await encodeTiff({ width: values.length, height: 1, data }));
      return file;
    };
    const every = (length: number, value: (i: number) => number) =>
      Array.from({ length }, (_, i) => i % 2 === 0 ? value(i) : 0);
    const score = (labels: string, masks: string) =>
      scoreImage({ labels, masks, method: "classical", thresholds: [0.5] });
    const numbered = await write("numbered", every(18, (i) => i / 2 + 1));
    assertEquals((await score(numbered, numbered)).levels[0]?.tp, 9);
    const ones = await write("ones", every(18, () => 1));
    for (const [truth, found] of [[ones, numbered], [numbered, ones]] as const) {
      await assertRejects(
        () => score(truth, found),
        InputError,
        "9 pieces that all have the value 1",
      );
    }
    const white = await write("white", every(4, () => 255));
    await assertRejects(
      () => score(white, white),
      InputError,
      "2 pieces that all have the value 255",
    );
    // A nucleus may have fallen to pieces.
    const pieces = await write("pieces", [...new Array(20).fill(1), 0, 1]);
    assertEquals((await score(pieces, pieces)).levels[0]?.tp, 1);
  });
});

Deno.test("scoreImage() scores no page of several, be they labels or an image", async () => {
  await inFolder(async (folder) => {
    const file = new URL("../../image/fixtures/tiff/pages.tif", import.meta.url);
    const stack = `${folder}/stack.tif`, one = `${folder}/one.tif`;
    await Deno.copyFile(file, stack);
    const data = new Uint16Array(37 * 23).fill(1, 5, 9);
    await Deno.writeFile(one, await encodeTiff({ width: 37, height: 23, data }));
    const task = { method: "classical", thresholds: [0.5] };
    for (
      const files of [{ labels: stack, masks: one }, { labels: one, masks: stack }, {
        labels: one,
        image: stack,
      }]
    ) {
      await assertRejects(
        () => scoreImage({ ...task, ...files }),
        InputError,
        `${stack}: found "3 pages"`,
      );
    }
  });
});
