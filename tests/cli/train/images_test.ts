import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { mix, readTrainingImages, withDiameters } from "../../../lib/cli/train/images.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { makeExample } from "../../../lib/learn/nucleus/example.ts";
import { partOf } from "../../../lib/segment/split.ts";
import { discs } from "../../learn/discs.ts";
import { writeDiscs } from "./folder.ts";

const { signal } = new AbortController();

Deno.test("readTrainingImages() splits by name and leaves test images alone", async () => {
  await using folder = await writeDiscs(12);
  const { train, validation } = await readTrainingImages(folder.images, folder.labels, signal);
  const parts = folder.names.map((name) => partOf(name));
  assertEquals(train.length, parts.filter((part) => part === "train").length);
  assertEquals(validation.length, parts.filter((part) => part === "validation").length);
  // A test image that cannot be read is not noticed: it is never opened.
  const test = folder.names.find((name) => partOf(name) === "test");
  await Deno.writeTextFile(`${folder.images}/${test}.tif`, "no image");
  await readTrainingImages(folder.images, folder.labels, signal);
});

Deno.test("readTrainingImages() leaves the fold alone that it is told", async () => {
  await using folder = await writeDiscs(12);
  const test = folder.names.filter((name) => partOf(name, { fold: 3 }) === "test");
  for (const name of test) await Deno.writeTextFile(`${folder.images}/${name}.tif`, "no image");
  const { train, validation } = await readTrainingImages(folder.images, folder.labels, signal, {
    fold: 3,
  });
  assertEquals(train.length + validation.length, 12 - test.length);
});

Deno.test("readTrainingImages() names labels of another size", async () => {
  await using folder = await writeDiscs(12);
  const name = folder.names.find((one) => partOf(one) === "train");
  const small = { width: 3, height: 2, data: new Uint16Array(6) };
  await Deno.writeFile(`${folder.labels}/${name}.tif`, await encodeTiff(small));
  const read = () => readTrainingImages(folder.images, folder.labels, signal);
  await assertRejects(read, InputError, `${name}.tif: found "3 × 2 pixels"`);
});

Deno.test("withDiameters() gives each image its own, where it has nuclei", () => {
  const { image, labels } = discs(64, 64, 3, 8, 1);
  const [known, none] = withDiameters([{ image, labels }, { image, labels: labels.map(() => 0) }]);
  assertAlmostEquals(known!.diameter!, 16, 0.3);
  assertEquals(none!.diameter, undefined);
});

Deno.test("mix() repeats an image as often as the root of its nuclei, others by their share", () => {
  const image = { width: 40, height: 40, data: new Uint16Array(1600) };
  const labels = Int32Array.from({ length: 1600 }, (_, i) => i < 9 ? i + 1 : 0);
  const crowded = makeExample(image, labels, 14), drawn = makeExample(image, labels, 14);
  const empty = makeExample(image, new Int32Array(1600));
  const pool = mix(Array.from({ length: 10 }, () => crowded), [drawn], [empty]);
  const count = (example: typeof empty) => pool.filter((one) => one === example).length;
  assertEquals([count(crowded), count(drawn), count(empty)], [30, 3, 1]);
});
