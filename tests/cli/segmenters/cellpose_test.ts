import { assert, assertEquals, assertRejects } from "@std/assert";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { cellposeWeights, loadCellposeSegmenter } from "../../../lib/cli/segmenters/cellpose.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { expected, unpack } from "../../learn/cellpose/fixture.ts";

const fixtures = fileURLToPath(new URL("../../learn/cellpose/fixtures/", import.meta.url));

Deno.test("a checkpoint of one's own segments as the Python package does", async () => {
  const one = expected.cases.find(({ name }) => name.startsWith("one channel"))!;
  const { width, height } = one;
  const pixels = new Uint8Array(await unpack(one.image)).subarray(0, width * height);
  const segment = await loadCellposeSegmenter({ checkpoint: `${fixtures}tiny.pth` });
  const image = { width, height, data: Uint16Array.from(pixels) };
  const labels = await segment(image, { diameter: one.options.diameter! });
  const masks = new Uint16Array(await unpack(one.masks));
  assertEquals(Math.max(...labels), Math.max(...masks));
});

Deno.test("published networks come from the dataset, with size model and diameter", async () => {
  const dir = await Deno.makeTempDir();
  await Deno.mkdir(`${dir}/cellpose-models`);
  await Deno.copyFile(`${fixtures}tiny.pth`, `${dir}/cellpose-models/cyto3`);
  await Deno.copyFile(`${fixtures}size_tiny.npy`, `${dir}/cellpose-models/size_cyto3.npy`);
  const files = (await cellposeWeights({ model: "cyto3" }, dir)).map(({ file }) => basename(file));
  assertEquals(files, ["cyto3", "size_cyto3.npy"]);
  const segment = await loadCellposeSegmenter({ model: "cyto3" }, dir);
  const one = expected.cases[0]!, { width, height } = one;
  const pixels = new Uint8Array(await unpack(one.image)).subarray(0, width * height);
  const labels = await segment({ width, height, data: Uint16Array.from(pixels) });
  assert(Math.max(...labels) > 5);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("weights that are missing, unknown or cut off are one clear error", async () => {
  const refused = (weights: Parameters<typeof loadCellposeSegmenter>[0], message: string) =>
    assertRejects(() => loadCellposeSegmenter(weights, "nowhere"), InputError, message);
  await refused({}, "c2s fetch cellpose-models");
  await refused({ model: "__proto__" }, "nuclei, cyto, cyto2, cyto3");
  await refused({ checkpoint: "nowhere.pth" }, "no such file");
  const file = await Deno.makeTempFile();
  await Deno.writeFile(file, (await Deno.readFile(`${fixtures}tiny.pth`)).subarray(0, 9999));
  await refused({ checkpoint: file }, "it is cut off");
  await Deno.remove(file);
});
