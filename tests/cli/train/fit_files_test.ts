import { assertEquals, assertRejects } from "@std/assert";
import { readState, save, writeState } from "../../../lib/cli/train/fit_files.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { adam } from "../../../lib/learn/fit.ts";
import { beginFit } from "../../../lib/learn/fit/state.ts";

const weights = { bias: { shape: [2], data: new Float32Array([1, 2]) } };
const state = beginFit(weights, ["bias"], adam(), 0.1);

Deno.test("writeState() that fails names the file and leaves what was there", async () => {
  const folder = await Deno.makeTempDir(), file = `${folder}/state.safetensors`;
  await writeState(file, state, "s");
  // A file where a folder would have to be.
  await assertRejects(() => save(`${file}/deeper`, new Uint8Array(1)), InputError, "Cannot save");
  assertEquals(await readState(file, "s"), state);
  assertEquals(await readState(`${folder}/other`, "s"), undefined);
  assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["state.safetensors"]);
  await Deno.remove(folder, { recursive: true });
});
