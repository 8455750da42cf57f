import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { requireObjects } from "../../lib/segment/require_objects.ts";

/** Disks `[x, y, radius]`, all of one value. */
function disks(value: number, ...all: [number, number, number][]) {
  const width = 200, height = 120;
  const labels = Int32Array.from({ length: width * height }, (_, i) => {
    const x = i % width, y = Math.floor(i / width);
    return all.some(([cx, cy, r]) => Math.hypot(x - cx, y - cy) < r) ? value : 0;
  });
  return { width, height, labels };
}

const message = (count: number, value: number) =>
  `a.tif: found "${count} pieces that all have the value ${value}"`;

Deno.test("requireObjects() refuses a mask of a few nuclei, whatever its one value", () => {
  for (const value of [1, 3, 255, 65535]) {
    for (const count of [2, 6, 8]) {
      const nuclei = Array.from({ length: count }, (_, i): [number, number, number] => {
        return [25 + 48 * (i % 4), 30 + 60 * Math.floor(i / 4), 11];
      });
      const check = () => requireObjects(disks(value, ...nuclei), "a.tif");
      assertThrows(check, InputError, message(count, value));
    }
  }
});

Deno.test("requireObjects() takes the one cell of a field in pieces that lie close together", () => {
  const dividing: [number, number, number][] = [[50, 50, 11], [75, 50, 11]];
  const fallenApart = Array.from({ length: 8 }, (_, i): [number, number, number] => {
    return [60 + 30 * Math.cos(i * Math.PI / 4), 60 + 30 * Math.sin(i * Math.PI / 4), 10];
  });
  for (const pieces of [[], [[50, 50, 11]], dividing, fallenApart] as typeof dividing[]) {
    const image = disks(1, ...pieces);
    assertEquals(requireObjects(image, "a.tif"), image);
  }
  const further = disks(1, [50, 50, 11], [77, 50, 11]);
  assertThrows(() => requireObjects(further, "a.tif"), InputError, message(2, 1));
});

Deno.test("requireObjects() takes one piece that holds nearly all, wherever the others lie, but not nine", () => {
  const speck = (i: number): [number, number, number] => [20 + 20 * i, 10, 2];
  const cell = (specks: number) =>
    disks(1, [100, 70, 30], ...Array.from({ length: specks }, (_, i) => speck(i)));
  assertEquals(requireObjects(cell(7), "a.tif"), cell(7));
  assertThrows(() => requireObjects(cell(8), "a.tif"), InputError, message(9, 1));
  const half = disks(1, [100, 70, 30], [20, 10, 12]);
  assertThrows(() => requireObjects(half, "a.tif"), InputError, message(2, 1));
});

Deno.test("requireObjects() takes objects of several numbers, 255 among them, and one object of 255", () => {
  const two = disks(255, [30, 30, 11], [150, 90, 11]);
  two.labels[0] = 1;
  assertEquals(requireObjects(two, "a.tif"), two);
  const one = disks(255, [30, 30, 11]);
  assertEquals(requireObjects(one, "a.tif"), one);
  const pieces = disks(255, [50, 50, 11], [74, 50, 11]);
  assertThrows(() => requireObjects(pieces, "a.tif"), InputError, message(2, 255));
});
