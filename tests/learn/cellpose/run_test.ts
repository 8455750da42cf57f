import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { runTiles } from "../../../lib/learn/cellpose/run.ts";
import { expected } from "./fixture.ts";

const { tf } = await openBackend({ log: () => {} });
type Net = Parameters<typeof runTiles>[1];
const shape = { channels: [2, 4], maps: 3, side: 3 };

/** Hands its first channel through, so that what comes out must be what went in. */
const through: Net = {
  shape,
  apply: (x) => ({
    maps: tf.tidy(() => tf.tile(tf.slice(x, [0, 0, 0, 0], [-1, -1, -1, 1]), [1, 1, 1, 3])),
    style: tf.ones([x.shape[0], 4]),
  }),
};

Deno.test("runTiles() puts every pixel back at its place, one tile or many", async () => {
  for (const [width, height] of [[5, 3], [200, 90], [209, 300], [500, 231]] as const) {
    const data = Float32Array.from({ length: width * height * 2 }, (_, i) => i % 2 ? -1 : i % 9973);
    const { maps, style } = await runTiles(tf, through, { width, height, channels: 2, data });
    assertEquals([maps.width, maps.height, maps.channels], [width, height, 3]);
    for (let i = 0; i < width * height; i++) {
      assert(Math.abs(maps.data[3 * i + 2]! - data[2 * i]!) < 2e-3, `${width} × ${height}, ${i}`);
    }
    assertEquals([...style], [0.5, 0.5, 0.5, 0.5]);
  }
});

Deno.test("runTiles() averages overlapping tiles as the Python package", async () => {
  let first = 0;
  // Each tile answers with numbers of its own.
  const numbered: Net = {
    shape: { ...shape, maps: 1 },
    apply: (x) => {
      const tiles = x.shape[0];
      const maps = tf.tensor4d(
        Float32Array.from({ length: tiles * 224 * 224 }, (_, i) => {
          const tile = first + Math.floor(i / (224 * 224)), pixel = i % (224 * 224);
          const row = Math.floor(pixel / 224), column = pixel % 224;
          return (7 * row + 13 * column + 29 * tile) % 101 - 50;
        }),
        [tiles, 224, 224, 1],
      );
      first += tiles;
      return { maps, style: tf.ones([tiles, 4]) };
    },
  };
  // 304 × 512 after padding.
  const [width, height] = [484, 284], options = { batch: 4 };
  const data = new Float32Array(width * height * 2);
  const { maps } = await runTiles(tf, numbered, { width, height, channels: 2, data }, options);
  const places = [[10, 14], [210, 150], [150, 210], [220, 222], [293, 497]] as const;
  places.forEach(([row, column], i) => {
    const found = maps.data[(row - 10) * width + column - 14]!;
    assertAlmostEquals(found, expected.tiles.samples[i]!, 1e-4);
  });
});

Deno.test("runTiles() stops between batches and leaves no tensor behind", async () => {
  const before = tf.memory().numTensors, image = { width: 20, height: 20, channels: 2 };
  const data = new Float32Array(800);
  await runTiles(tf, through, { ...image, data });
  assertEquals(tf.memory().numTensors, before);
  const signal = AbortSignal.abort(new Error("enough"));
  await assertRejects(() => runTiles(tf, through, { ...image, data }, { signal }), Error, "enough");
});
