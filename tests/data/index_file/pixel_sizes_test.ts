import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import {
  checkPixelSizes,
  isOneSize,
  mixedPixelSizes,
} from "../../../lib/data/index_file/pixel_sizes.ts";

const fieldsOf = (...sizes: [plate: string, pixelSize: number][]) =>
  sizes.map(([plate, pixelSize], i) => ({
    plate,
    well: "B02",
    site: i + 1,
    files: {},
    pixelSize,
    metadata: {},
  }));
const place = { file: "i.csv", lineOf: (number: number) => number + 2 };

Deno.test("checkPixelSizes() names both lines of a plate, and takes digits and missing sizes for no difference", () => {
  checkPixelSizes(fieldsOf(["P1", 0.65], ["P1", 0.6501], ["P1", NaN], ["P2", 0.325]), place);
  const error = assertThrows(
    () => checkPixelSizes(fieldsOf(["P1", NaN], ["P1", 0.65], ["P1", 0.66]), place),
    InputError,
  );
  assertEquals(
    error.message.startsWith(
      "The fields of a plate have pixels of two sizes: i.csv, line 4, column pixel_size: found " +
        '"0.66 µm on plate P1, 0.65 µm in line 3", allowed: one size on a plate',
    ),
    true,
    error.message,
  );
});

Deno.test("mixedPixelSizes() names each size and its plates, and says nothing where there is one", () => {
  assertEquals(mixedPixelSizes(fieldsOf(["P1", 0.65], ["P2", 0.6502], ["P3", NaN])), undefined);
  assertEquals(
    mixedPixelSizes(fieldsOf(["P1", 0.65], ["P2", 0.325], ["P3", 0.65]))?.startsWith(
      "Plates differ in the size of their pixels: 0.65 µm on P1, P3; 0.325 µm on P2. What",
    ),
    true,
  );
});

Deno.test("isOneSize() takes a thousandth for one size, and more for two", () => {
  assertEquals([isOneSize(0.65, 0.6505), isOneSize(0.3225, 0.323)], [true, false]);
});
