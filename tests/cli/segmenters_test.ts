import { assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { findSegmenter } from "../../lib/cli/segmenters.ts";

Deno.test("findSegmenter() does not take what every object has for a method", () => {
  for (const name of ["toString", "__proto__", ""]) {
    assertThrows(() => findSegmenter(name), InputError, "no such method of segmentation");
  }
});
