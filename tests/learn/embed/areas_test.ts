import { assert, assertEquals, assertThrows } from "@std/assert";
import { cellAreas, tilesOf, wholeField } from "../../../lib/learn/embed/areas.ts";

const field = (width: number, height: number) => ({
  width,
  height,
  channels: [],
  pixelSize: NaN,
  where: { plate: "P1", well: "A01", site: 2 },
});

Deno.test("tiles cover every pixel and none reaches beyond the field", () => {
  for (const [width, height, side] of [[100, 100, 50], [101, 70, 33], [64, 64, 64], [7, 9, 2]]) {
    const seen = new Uint8Array(width! * height!);
    for (const { left, top, side: length } of tilesOf(field(width!, height!), side!)) {
      assertEquals(length, side);
      for (let y = top; y < top + length; y++) {
        for (let x = left; x < left + length; x++) {
          assert(x >= 0 && y >= 0 && x < width! && y < height!);
          seen[y * width! + x] = 1;
        }
      }
    }
    assert(seen.every((one) => one === 1), `${width} × ${height} by ${side}`);
  }
  assertEquals(tilesOf(field(100, 100), 50).length, 4);
});

Deno.test("a field smaller than a tile is refused by name", () => {
  assertThrows(
    () => tilesOf(field(200, 100), 128),
    Error,
    'found "200 × 100 pixels", allowed: 128 × 128',
  );
});

Deno.test("the whole field is its middle square", () => {
  assertEquals(wholeField({ width: 5, height: 9 }), [{ left: 0, top: 2, side: 5 }]);
});

Deno.test("a cell lies in the middle of its square, even at the border", () => {
  // Cell 2 from (0, 0) to (1, 1), cell 1 a bar in column 4.
  const labels = new Int32Array([2, 2, 0, 0, 1, 2, 2, 0, 0, 1, 0, 0, 0, 0, 1]);
  assertEquals(cellAreas(labels, 5, 4), [
    { left: 3, top: 0, side: 4, label: 1 },
    { left: -1, top: -1, side: 4, label: 2 },
  ]);
  assertEquals(cellAreas(new Int32Array(4), 2, 4), []);
});
