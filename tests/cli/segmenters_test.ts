import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { findSegmenter, loadSegmenter } from "../../lib/cli/segmenters.ts";
import { inFolder } from "../data/folder.ts";

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

Deno.test("loadSegmenter() keeps a method while its weights are the same, and loads others at their place", async () => {
  await inFolder(async (folder) => {
    const checkpoint = `${folder}/weights.safetensors`;
    await Deno.copyFile("data/models/nucleus/weights.safetensors", checkpoint);
    const first = await loadSegmenter("network", { checkpoint, sha256: "a" });
    await Deno.writeTextFile(checkpoint, "others");
    assertEquals(await loadSegmenter("network", { checkpoint, sha256: "a" }) === first, true);
    const others = () => loadSegmenter("network", { checkpoint, sha256: "b" });
    await assertRejects(others, InputError, checkpoint);
  });
});
