import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { tile } from "../../lib/image/tile.ts";

const field = {
  width: 4,
  height: 3,
  channels: ["DAPI", "Actin"].map((name, k) => ({
    name,
    data: Uint16Array.from({ length: 12 }, (_, i) => 100 * k + i),
  })),
  pixelSize: 0.65,
  where: { plate: "P1", well: "A01", site: 1 },
};

Deno.test("tile() cuts the same rectangle out of every channel and copies it", () => {
  const cut = tile(field, 1, 1, 2, 2);
  assertEquals(cut.channels.map(({ data }) => [...data]), [[5, 6, 9, 10], [105, 106, 109, 110]]);
  cut.channels[0]!.data[0] = 9;
  assertEquals(field.channels[0]!.data[5], 5);
});

Deno.test("tile() refuses a rectangle that reaches beyond the field or is not whole", () => {
  assertThrows(() => tile(field, 2, 1, 3, 2), InputError, "3 × 2 pixels at (2, 1)");
  assertThrows(() => tile(field, 0.5, 0, 2), InputError, "whole numbers within 4 × 3");
});
