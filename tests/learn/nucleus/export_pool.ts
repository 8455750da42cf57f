/**
 * Writes the images that the nucleus network learns as `train_in_torch.py` takes them: `NAME.json` with
 * sizes, diameters and how often each image is drawn, and `NAME.bin` with its pixels (float16)
 * [2 height × 2 width] and its flows and whether it is inside (int8, flows × 127) [height × width × 3].
 *
 *     deno run -A tests/learn/nucleus/export_pool.ts IMAGES LABELS POOL
 */
import { drawnExamples, emptyExamples } from "../../../lib/cli/train/examples.ts";
import { mix } from "../../../lib/cli/train/images.ts";
import { pairFiles } from "../../../lib/cli/score/pairs.ts";
import { decodeImage } from "../../../lib/image/decode.ts";
import { decodeLabels } from "../../../lib/image/label_image.ts";
import {
  DIAMETER,
  type Example,
  makeExample,
  medianDiameter,
} from "../../../lib/learn/nucleus/example.ts";
import { partOf } from "../../../lib/segment/split.ts";

/** Nuclei are wider in the pool than in the maps, so that nothing is lost where tiles enlarge them. */
const WIDE = 20;

const [images, labels, pool] = Deno.args;
if (images === undefined || labels === undefined || pool === undefined) {
  console.error("deno run -A tests/learn/nucleus/export_pool.ts IMAGES LABELS POOL");
  Deno.exit(2);
}
await Deno.mkdir(pool, { recursive: true });
const real: Example[] = [];
for (const { stem, paths } of (await pairFiles({ images, labels })).pairs) {
  if (partOf(stem) !== "train") continue;
  const image = decodeImage(await Deno.readFile(paths.images as string));
  const known = decodeLabels(await Deno.readFile(paths.labels as string)).labels;
  const diameter = medianDiameter(known, image.width, image.height) || DIAMETER;
  real.push(makeExample(image, known, diameter * DIAMETER / WIDE));
}
await write("real", real, WIDE, (example) => mix([example], [], []).length);
for (
  const [name, list, share] of [
    ["drawn", drawnExamples(40, 501), 0.1],
    ["empty", emptyExamples(8, 3), 0.02],
  ] as const
) {
  // Shares of all real images have a minus.
  await write(name, list, DIAMETER, () => -share / list.length);
}

async function write(
  name: string,
  list: readonly Example[],
  diameter: number,
  weightOf: (example: Example) => number,
): Promise<void> {
  const heads = list.map((example) => {
    const { width, height } = example;
    return { width, height, diameter, weight: weightOf(example) };
  });
  await Deno.writeTextFile(`${pool}/${name}.json`, JSON.stringify(heads));
  const parts = list.flatMap(({ width, height, pixels, flows, labels }) => {
    const size = width * height, targets = new Int8Array(3 * size);
    for (let i = 0; i < size; i++) {
      targets[3 * i] = Math.round(127 * (flows[i] as number));
      targets[3 * i + 1] = Math.round(127 * (flows[size + i] as number));
      targets[3 * i + 2] = labels[i] === 0 ? 0 : 1;
    }
    return [new Float16Array(pixels), targets];
  });
  await Deno.writeFile(`${pool}/${name}.bin`, new Blob(parts).stream());
}
