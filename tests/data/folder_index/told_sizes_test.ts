import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { withToldSizes } from "../../../lib/data/folder_index/told_sizes.ts";

const told = new Map(
  [["a", 0.65], ["b", 0.6501], ["c", 0.32], ["d", NaN]].map(([name, pixelSize]) => [
    `${name}.tif`,
    { pages: 1, channels: new Map(), pixelSize: pixelSize as number },
  ]),
);
const sizes = (...fields: [plate: string, files: string, pixelSize?: number][]) =>
  withToldSizes({
    channels: ["w1", "w2"],
    fields: fields.map(([plate, [first, second], pixelSize = NaN], i) => ({
      ...{ plate, well: "B02", site: i + 1, pixelSize, metadata: {} },
      files: { w1: `${first}.tif`, w2: `${second}.tif#0` },
    })),
  }, told).fields.map(({ pixelSize }) => pixelSize);

Deno.test("withToldSizes() takes the size of whichever image says one, and keeps what is given", () => {
  assertEquals(
    sizes(["P1", "aa"], ["P1", "db"], ["P1", "dd"], ["P1", "xx"], ["P1", "cc", 0.5], ["P2", "cc"]),
    [0.65, 0.6501, NaN, NaN, 0.5, 0.32],
  );
});

Deno.test("withToldSizes() names two files of a plate that say two sizes", () => {
  assertThrows(
    () => sizes(["P1", "da"], ["P1", "cd"]),
    InputError,
    'found ["a.tif: 0.65 µm","c.tif: 0.32 µm"], allowed: one size on plate P1',
  );
});
