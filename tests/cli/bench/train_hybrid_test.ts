import { assert, assertEquals } from "@std/assert";
import { trainHybridBench } from "../../../lib/cli/bench/train_hybrid.ts";
import { decodeTensors } from "../../../lib/learn/safetensors.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the bench of training gives its peer the weights and batches that we train with", async () => {
  await inFolder(async (folder) => {
    const { peerInput } = await trainHybridBench.prepare(folder);
    assertEquals(peerInput, folder);
    const { tensors } = decodeTensors(await Deno.readFile(`${folder}/weights.safetensors`));
    assertEquals(tensors["head/dense1/kernel"]!.length, (8 * 8 * 128 + 32) * 128);
    const size = async (name: string) => (await Deno.stat(`${folder}/${name}.raw`)).size / 4;
    const rows = 16 * 32;
    assertEquals(await size("images"), rows * 64 * 64 * 3);
    assertEquals(await size("metadata"), rows * 5);
    const targets = new Int32Array((await Deno.readFile(`${folder}/targets.raw`)).buffer);
    assert(targets.length === rows && targets.every((one) => one >= 0 && one < 12));
  });
  assertEquals(trainHybridBench.target, 1);
});
