import { assertEquals, assertRejects } from "@std/assert";
import { keepTraining, readState, save, writeState } from "../../../lib/cli/train/fit_files.ts";
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

Deno.test("keepTraining() writes the network when it is better, the state always, and goes on", async () => {
  const folder = await Deno.makeTempDir(), file = `${folder}/state.safetensors`;
  const stop = new AbortController(), written: unknown[] = [], history = [{ epoch: 1 }];
  const model = `${folder}/model.safetensors`;
  const write = async (_: unknown, numbers: unknown) => {
    written.push(numbers);
    await Deno.writeTextFile(model, "weights");
  };
  const keep = () =>
    keepTraining(
      file,
      "s",
      stop.signal,
      { file: model, write },
    );
  const kept = await keep();
  assertEquals(kept.begin, undefined);
  await kept.onEpoch({ epoch: 1 }, state, true);
  await kept.onEpoch({ epoch: 2 }, { ...state, epoch: 2 }, false);
  assertEquals([written, (await keep()).begin?.epoch], [[{ epoch: 1 }], 2]);
  await kept.ended({ stopped: "early", bestEpoch: 1, weights: {}, history });
  assertEquals(written.length, 1);
  await Deno.remove(model);
  // A network that was lost is written again, with the numbers of its epoch.
  await kept.ended({ stopped: "early", bestEpoch: 1, weights: {}, history });
  assertEquals(written, [{ epoch: 1 }, { epoch: 1 }]);
  stop.abort(new DOMException("Stopped", "AbortError"));
  // Stopped before its first epoch: what there is is kept, too.
  await assertRejects(
    () => kept.ended({ stopped: "signal", bestEpoch: 0, weights: {}, history: [] }),
    Error,
    "Stopped",
  );
  assertEquals(written.length, 3);
  await Deno.remove(folder, { recursive: true });
});
