import { assert, assertAlmostEquals } from "@std/assert";
import { Random } from "../../../../lib/core/random.ts";
import { makeExample } from "../../../../lib/learn/nucleus/example.ts";
import { place, TARGETS } from "../../../../lib/learn/nucleus/tiles/place.ts";

/** One nucleus of usual size in the middle. */
const side = 40;
const labels = Int32Array.from({ length: side * side }, (_, i) => {
  const x = i % side - 19.5, y = Math.floor(i / side) - 19.5;
  return x * x + y * y < 49 ? 1 : 0;
});
const data = Uint16Array.from(labels, (label) => 100 + 1000 * label);
const example = makeExample({ width: side, height: side, data }, labels);

Deno.test("place() scales by 0.6 to 1.6, image and labels alike", () => {
  const random = new Random(8), size = 160;
  const scales = Array.from({ length: 40 }, () => {
    // A tile that is larger than the image at any scale holds its nucleus whole, and once.
    const { pixels, targets } = place(example, size, random);
    let area = 0, light = 0;
    for (let i = 0; i < size * size; i++) {
      if (targets[TARGETS * i + 2] === 0) continue;
      area++;
      const pixel = 4 * Math.floor(i / size) * size + 2 * (i % size);
      light += pixels[pixel]!;
    }
    assert(light > 0.9 * area, `${light} on ${area} pixels`);
    return Math.sqrt(area / (Math.PI * 49));
  }).sort((a, b) => a - b);
  assertAlmostEquals(scales[0]!, 0.6, 0.08);
  assertAlmostEquals(scales.at(-1)!, 1.6, 0.08);
});
