import { assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { checkSize, damaged } from "../../lib/image/raw_image.ts";

Deno.test("checkSize() refuses no pixels and more than the limit, naming the file", () => {
  checkSize("TIFF", 16384, 16384, {});
  assertThrows(() => checkSize("TIFF", 16385, 16384, {}), InputError, "16385 × 16384 pixels");
  assertThrows(() => checkSize("PNG", 0, 5, { file: "a.png" }), InputError, "a.png");
  assertThrows(() => checkSize("PNG", 3, 4, { maxPixels: 11 }), InputError, "at most 11 pixels");
});

Deno.test("damaged() says what was found and what to do", () => {
  assertThrows(
    () => {
      throw damaged("TIFF", "a.tif", "x", "y");
    },
    InputError,
    'a.tif: found "x", allowed: y. The file may be damaged',
  );
});
