import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import {
  findSegmenter,
  loadSegmenter,
  type LoadSegmenterOptions,
  segmenters,
} from "../../lib/cli/segmenters.ts";
import { inFolder } from "../data/folder.ts";

Deno.test("findSegmenter() does not take what every object has for a method", () => {
  for (const name of ["toString", "__proto__", ""]) {
    assertThrows(() => findSegmenter(name), InputError, "no such method of segmentation");
  }
});

Deno.test("findSegmenter() refuses weights that the method does not take, and names those that do", () => {
  const refused = (name: string, weights: LoadSegmenterOptions, message: string) =>
    assertThrows(() => findSegmenter(name, weights), InputError, message);
  refused(
    "network",
    { model: "cyto" },
    'The method network does not take --model: found "cyto", allowed: with --method cellpose',
  );
  refused("classical", { checkpoint: "/no/such" }, "with --method cellpose or network");
  refused("cellpose", { checkpoint: "a", model: "cyto" }, "either --checkpoint or --model");
  for (const weights of [{ checkpoint: "a" }, { model: "cyto" }]) {
    assertEquals(findSegmenter("cellpose", weights), segmenters.cellpose);
  }
  assertEquals(findSegmenter("classical", { model: undefined }), segmenters.classical);
});

Deno.test("loadSegmenter() refuses weights that the method does not take", async () => {
  await assertRejects(() => loadSegmenter("classical", { model: "cyto" }), InputError, "--model");
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
