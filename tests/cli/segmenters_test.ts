import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { findSegmenter, loadSegmenter } from "../../lib/cli/segmenters.ts";

Deno.test("findSegmenter() does not take what every object has for a method", () => {
  for (const name of ["toString", "__proto__", ""]) {
    assertThrows(() => findSegmenter(name), InputError, "no such method of segmentation");
  }
});

Deno.test("loadSegmenter() reads weights that were missing before", async () => {
  const checkpoint = `${await Deno.makeTempDir()}/weights.safetensors`;
  await assertRejects(() => loadSegmenter("network", { checkpoint }), InputError, checkpoint);
  await Deno.copyFile("data/models/nucleus/weights.safetensors", checkpoint);
  assertEquals(typeof await loadSegmenter("network", { checkpoint }), "function");
});
