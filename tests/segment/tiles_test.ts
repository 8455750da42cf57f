import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { connectedComponents } from "../../lib/segment/components.ts";
import { segmentNuclei } from "../../lib/segment/nuclei.ts";
import { segmentTiles } from "../../lib/segment/tiles.ts";
import { type Disc, drawnNuclei, foundShare } from "./drawn_nuclei.ts";
import { Random } from "../../lib/core/random.ts";
import type { GreyImage } from "../../lib/image/tiff.ts";

const components = ({ width, data }: GreyImage) =>
  connectedComponents(Uint8Array.from(data, (value) => value > 0 ? 1 : 0), width).labels;

Deno.test("segmentTiles() finds the same objects as the whole image, whatever the tiles", () => {
  const random = new Random(6);
  for (let round = 0; round < 30; round++) {
    const width = 1 + random.integer(60), height = 1 + random.integer(60);
    const data = new Uint16Array(width * height);
    for (let k = 0; k < 12; k++) {
      const left = random.integer(width), top = random.integer(height);
      for (let y = top; y < Math.min(height, top + 3); y++) {
        for (let x = left; x < Math.min(width, left + 3); x++) data[y * width + x] = 1;
      }
    }
    const image = { width, height, data }, whole = components(image);
    const largest = 20, tiled = segmentTiles(image, components, { side: 50, overlap: largest });
    // The same pixels, and one number for each number.
    assertEquals(tiled.map(Math.sign as (value: number) => number), whole.map(Math.sign));
    assertEquals(
      new Set(tiled.map((label, i) => label * 10_000 + whole[i]!)).size,
      new Set(whole).size,
    );
  }
});

Deno.test("segmentTiles() never hands more than a tile to the method", () => {
  const image = { width: 1000, height: 900, data: new Uint16Array(900_000) };
  let most = 0, tiles = 0;
  segmentTiles(image, ({ data }) => {
    most = Math.max(most, data.length);
    tiles++;
    return new Int32Array(data.length);
  }, { side: 128, overlap: 32 });
  assertEquals([most, tiles], [128 * 128, 11 * 10]);
});

Deno.test("segmentTiles() finds every nucleus that the whole image shows", () => {
  const discs = Array.from(
    { length: 80 },
    (_, k): Disc => [25 + 48 * (k % 10), 25 + 48 * Math.floor(k / 10), 13, 1500],
  );
  const image = drawnNuclei(500, 400, discs);
  const labels = segmentTiles(image, segmentNuclei, { side: 200, overlap: 60 });
  assertEquals(foundShare(image.truth, labels), 1);
  assert(labels.every((label) => label <= 80));
});

Deno.test("segmentTiles() refuses an overlap of half the side or more", () => {
  const image = { width: 1, height: 1, data: new Uint16Array(1) };
  for (const bad of [{ side: 10, overlap: 5 }, { overlap: -1 }, { side: 0.5 }, { side: NaN }]) {
    assertThrows(() => segmentTiles(image, components, bad), InputError, "half the side");
  }
});
