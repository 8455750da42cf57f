import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { pairFiles } from "../../../lib/cli/score/pairs.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { decodeNetwork, encodeNetwork } from "../../../lib/learn/nucleus_network.ts";
import { partOf } from "../../../lib/segment/split.ts";
import { inTempDir } from "../../data/helpers.ts";
import { c2s } from "../run.ts";

async function write(path: string, width: number, values: number[]): Promise<void> {
  await Deno.mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true });
  const data = new Uint16Array(values);
  await Deno.writeFile(path, await encodeTiff({ width, height: values.length / width, data }));
}

Deno.test("c2s score segmentation scores ready-made masks, pooled and per image, in one document", () =>
  inTempDir(async (folder) => {
    await write(`${folder}/labels/a.tif`, 4, [1, 1, 0, 0, 1, 1, 0, 2]);
    await write(`${folder}/labels/b.tif`, 2, [0, 0]);
    await write(`${folder}/labels/alone.tif`, 2, [0, 0]);
    await write(`${folder}/masks/a_mask.tif`, 4, [7, 7, 0, 0, 7, 0, 0, 0]);
    await write(`${folder}/masks/b_mask.tif`, 2, [3, 3]);
    const args = ["--labels", `${folder}/labels`, "--masks", `${folder}/masks`, "--step", "0.1"];
    const { code, out, said } = await c2s("score", "segmentation", ...args, "--json");
    assertEquals([code, said], [0, ""]);
    const { pooled, perImage, unmatched } = JSON.parse(out);
    assertEquals(
      pooled.levels.map(({ iou, tp, fp, fn }: Record<string, number>) => [iou, tp, fp, fn]),
      [
        [0.5, 1, 1, 1],
        [0.6, 1, 1, 1],
        [0.7, 1, 1, 1],
        [0.8, 0, 2, 2],
        [0.9, 0, 2, 2],
      ],
    );
    assertEquals(perImage.map(({ name, meanIou }: Record<string, unknown>) => [name, meanIou]), [
      ["a", 0.75],
      ["b", null],
    ]);
    assertEquals(unmatched, { labels: [`${folder}/labels/alone.tif`], masks: [] });
    const text = await c2s("score", "segmentation", ...args);
    assertStringIncludes(text.out, "2 images: 2 true objects, 2 found");
    assertStringIncludes(text.out, "1 label without a partner was not scored");
  }));

Deno.test("c2s score segmentation names the mask whose size is wrong, and fails", () =>
  inTempDir(async (folder) => {
    await write(`${folder}/labels/a.tif`, 2, [1, 0]);
    await write(`${folder}/masks/a.tif`, 3, [1, 0, 0]);
    const args = ["--labels", `${folder}/labels`, "--masks", `${folder}/masks`];
    const { code, said } = await c2s("score", "segmentation", ...args);
    assertEquals(code, 1);
    assertStringIncludes(said, `${folder}/masks/a.tif: found "3 × 1 pixels", allowed: 2 × 1`);
  }));

Deno.test("c2s score segmentation --part takes only the images of that part", () =>
  inTempDir(async (folder) => {
    const stems = Array.from({ length: 12 }, (_, i) => `image${i}`);
    for (const stem of stems) await write(`${folder}/labels/${stem}.tif`, 2, [1, 0]);
    const labels = `${folder}/labels`;
    const { out } = await c2s(
      "score",
      ...["segmentation", "--labels", labels, "--masks", labels, "--part", "test", "--json"],
    );
    const names = JSON.parse(out).perImage.map(({ name }: { name: string }) => name);
    assert(names.length > 0);
    assertEquals(names, stems.filter((stem) => partOf(stem) === "test").sort());
  }));

Deno.test("c2s score segmentation --folds takes for each image the network that has not learned it", () =>
  inTempDir(async (folder) => {
    const stems = Array.from({ length: 12 }, (_, i) => `image${i}`);
    for (const stem of stems) {
      await write(
        `${folder}/labels/${stem}.tif`,
        20,
        Array.from({ length: 400 }, (_, i) => (i % 2) * (i % 20)),
      );
    }
    const places = ["--labels", `${folder}/labels`, "--images", `${folder}/labels`];
    const score = (...more: string[]) => c2s("score", "segmentation", ...places, ...more);
    const network = decodeNetwork(await Deno.readFile("data/models/nucleus/weights.safetensors"));
    for (const fold of [0, 1, 2, 3, 4]) {
      const { code, said } = await score("--folds", folder, "--json");
      assertEquals(code, 1);
      // The folds before this one were enough for the images before.
      assertMatch(said, new RegExp(`fold-[${fold}-4]/weights.safetensors`));
      await Deno.mkdir(`${folder}/fold-${fold}`);
      const bytes = encodeNetwork({ ...network, fold });
      await Deno.writeFile(`${folder}/fold-${fold}/weights.safetensors`, bytes);
    }
    const { code, out } = await score("--folds", folder, "--json");
    const { pooled, folds } = JSON.parse(out);
    assertEquals([code, pooled.images, folds], [0, 12, folder]);
    for (const more of [["--part", "test"], ["--checkpoint", "x"], ["--method", "classical"]]) {
      const { code, said } = await score("--folds", folder, ...more);
      assertEquals(code, 1);
      assertStringIncludes(said, "a network of its own");
    }
  }));

Deno.test("c2s score segmentation does not test a network on images that it has learned", () =>
  inTempDir(async (folder) => {
    const stems = Array.from({ length: 12 }, (_, i) => `image${i}`), labels = `${folder}/labels`;
    for (const stem of stems) await write(`${labels}/${stem}.tif`, 2, [1, 0]);
    const places = ["--labels", labels, "--images", labels];
    const score = (...more: string[]) => c2s("score", "segmentation", ...places, ...more);
    const learned = 'found "images of fold 1 to test it on", allowed: fold 0';
    assertStringIncludes((await score("--part", "test", "--fold", "1")).said, learned);
    // The rules of the classical method are fitted as well; what it makes of them may be looked at.
    const classical = ["--method", "classical", "--fold", "1", "--part"];
    assertStringIncludes((await score(...classical, "test")).said, learned);
    assertEquals((await score(...classical, "train")).code, 0);
    const network = decodeNetwork(await Deno.readFile("data/models/nucleus/weights.safetensors"));
    for (const fold of [0, 1, 2, 3, 4]) {
      await Deno.mkdir(`${folder}/fold-${fold}`);
      await Deno.writeFile(`${folder}/fold-${fold}/weights.safetensors`, encodeNetwork(network));
    }
    const { code, said } = await score("--folds", folder);
    assertEquals(code, 1);
    assertMatch(said, /fold-[1-4]\/weights.safetensors: found "images of fold [1-4]/);
  }));

Deno.test("c2s score segmentation says how many of the images have taught the network", () =>
  inTempDir(async (folder) => {
    const [known = "", other = ""] =
      decodeNetwork(await Deno.readFile("data/models/nucleus/weights.safetensors")).images ?? [];
    for (const stem of [known, other, "mine"]) await write(`${folder}/l/${stem}.tif`, 2, [1, 0]);
    const score = (...more: string[]) =>
      c2s("score", "segmentation", "--labels", `${folder}/l`, "--images", `${folder}/l`, ...more);
    assertStringIncludes((await score()).out, "2 of these images have taught the method");
    assertEquals(JSON.parse((await score("--json")).out).learned, 2);
    await Deno.remove(`${folder}/l/${known}.tif`);
    await Deno.remove(`${folder}/l/${other}.tif`);
    assertEquals((await score()).out.includes("have taught"), false);
  }));

Deno.test("c2s score and c2s train take one name of an image for its part, whatever its file is called", () =>
  inTempDir(async (folder) => {
    const stems = Array.from({ length: 12 }, (_, i) => `image${i}`);
    for (const [i, stem] of stems.entries()) {
      const ending = ["_masks.ome.tif", "_label.tif", ".tiff"][i % 3];
      await write(`${folder}/labels/P${i % 2}/${stem}${ending}`, 2, [1, 0]);
    }
    const places = ["--labels", `${folder}/labels`, "--masks", `${folder}/labels`, "--json"];
    const { out } = await c2s("score", "segmentation", ...places, "--part", "test");
    const tested = JSON.parse(out).perImage
      .map(({ name }: { name: string }) => name.replace(/^P\d\//, ""));
    assertEquals(tested.sort(), stems.filter((stem) => partOf(stem) === "test").sort());
    const { pairs } = await pairFiles({ labels: `${folder}/labels` });
    assertEquals(pairs.map(({ stem }) => stem).sort(), stems.toSorted());
  }));

Deno.test("c2s score segmentation says so where a part holds no image", () =>
  inTempDir(async (folder) => {
    const stem = Array.from({ length: 12 }, (_, i) => `image${i}`)
      .find((name) => partOf(name) === "train")!;
    await write(`${folder}/labels/${stem}.tif`, 2, [1, 0]);
    const places = ["--labels", `${folder}/labels`, "--masks", `${folder}/labels`];
    const { code, said } = await c2s("score", "segmentation", ...places, "--part", "test");
    assertEquals(code, 1);
    assertStringIncludes(said, "No image is in that part: option --part: found");
  }));

Deno.test("c2s score segmentation --fold says which fifth is the test part", () =>
  inTempDir(async (folder) => {
    const stems = Array.from({ length: 12 }, (_, i) => `image${i}`), labels = `${folder}/labels`;
    for (const stem of stems) await write(`${labels}/${stem}.tif`, 2, [1, 0]);
    const places = ["--labels", labels, "--masks", labels, "--part", "test"];
    const score = (fold: string) =>
      c2s("score", "segmentation", ...places, "--fold", fold, "--json");
    const names = JSON.parse((await score("2")).out).perImage
      .map(({ name }: { name: string }) => name);
    assertEquals(names, stems.filter((stem) => partOf(stem, { fold: 2 }) === "test").sort());
    assertStringIncludes((await score("5")).said, "found 5, allowed: 0 to 4");
  }));

Deno.test("c2s score explains what is missing or unknown in one line", async () => {
  const cases: [string[], string][] = [
    [["nonsense"], "allowed: segmentation"],
    [["segmentation", "--labels", "x"], "--images or --masks is missing"],
    [
      ["segmentation", "--labels", "x", "--images", "x", "--model", "cyto"],
      "network does not take --model",
    ],
    [["segmentation", "--labels", "x", "--masks", "x", "--model", "cyto"], "as they are"],
    [["segmentation", "--masks", "x"], "--labels is missing"],
    [["segmentation", "--labels", "x", "--images", "x", "--method", "magic"], 'found "magic"'],
    [["segmentation", "--labels", "no such folder", "--masks", "x"], "no such folder"],
  ];
  for (const [args, message] of cases) {
    const { code, said } = await c2s("score", ...args);
    assert(code > 0);
    assertStringIncludes(said, message);
  }
});

Deno.test("c2s score segmentation --method classical segments the images and scores them on all cores", () =>
  inTempDir(async (folder) => {
    for (const [k, name] of ["a", "b", "c"].entries()) {
      const disc = (on: number, off: number) =>
        Array.from({ length: 80 * 60 }, (_, i) => {
          const x = i % 80, y = Math.floor(i / 80);
          return Math.hypot(x - 30 - 2 * k, y - 30) < 10 ? on : off;
        });
      await write(`${folder}/images/${name}.tif`, 80, disc(900, 100));
      await write(`${folder}/labels/${name}.tif`, 80, disc(1, 0));
    }
    const args = ["--images", `${folder}/images`, "--labels", `${folder}/labels`, "--workers", "2"];
    const { code, out } = await c2s(
      "score",
      "segmentation",
      ...args,
      "--method",
      "classical",
      "--json",
    );
    const { method, pooled } = JSON.parse(out);
    assertEquals([code, method, pooled.truth, pooled.levels[0].f1], [0, "classical", 3, 1]);
  }));

Deno.test("c2s score segmentation keeps nuclei and cells apart, and takes images or masks, not both", () =>
  inTempDir(async (folder) => {
    for (const part of ["nuclei", "cells"]) await write(`${folder}/${part}/P1/a.tif`, 2, [1, 0]);
    const { code, said } = await c2s(
      "score",
      ...["segmentation", "--labels", folder, "--masks", folder],
    );
    assertEquals(code, 1);
    assertStringIncludes(said, `allowed: ${folder}/nuclei or ${folder}/cells`);
    const nuclei = ["--labels", `${folder}/nuclei`, "--masks", `${folder}/nuclei`];
    const score = (...more: string[]) => c2s("score", "segmentation", ...nuclei, ...more);
    assertStringIncludes((await score()).out, "1 image: 1 true object, 1 found");
    assertStringIncludes((await score("--images", folder)).said, "--masks are scored as they are");
    for (const more of [["--diameter", "25px"], ["--method", "classical"]]) {
      assertStringIncludes(
        (await score(...more)).said,
        `found "--masks ${folder}/nuclei ${more[0]}`,
      );
    }
    assertStringIncludes((await score("--fold", "2")).said, "with --part, of train");
    const images = ["--images", `${folder}/nuclei`, "--labels", `${folder}/nuclei`];
    const wrong = await c2s("score", "segmentation", ...images, "--diameter", "12um");
    assertStringIncludes(wrong.said, "for example 25 or 25px");
  }));
