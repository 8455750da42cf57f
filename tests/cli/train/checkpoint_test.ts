import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { readCheckpoint, writeCheckpoint } from "../../../lib/cli/train/checkpoint.ts";
import { beginTraining } from "../../../lib/learn/train_nucleus.ts";

Deno.test("readCheckpoint() gives nothing where there is none", async () => {
  assertEquals(await readCheckpoint("/no/such/state.safetensors", "{}"), undefined);
});

Deno.test("readCheckpoint() refuses a training with other settings, and a cut file", async () => {
  const file = await Deno.makeTempFile();
  const checkpoint = { state: beginTraining(new Float32Array(5).fill(0.1)), best: 0.25 };
  await writeCheckpoint(file, checkpoint, '{"steps":3}');
  await assertRejects(() => readCheckpoint(file, '{"steps":4}'), InputError, 'found "steps 3"');
  await Deno.truncate(file, 150);
  await assertRejects(() => readCheckpoint(file, '{"steps":3}'), InputError, "Cannot read tensors");
  await Deno.remove(file);
});
