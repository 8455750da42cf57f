import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { adam } from "../../../lib/learn/fit/optimizer.ts";
import { beginFit, decodeState, encodeState } from "../../../lib/learn/fit/state.ts";
import { encodeTensors } from "../../../lib/learn/safetensors.ts";
import { smallNetwork } from "../small_network.ts";

const { weights } = smallNetwork();
const fresh = beginFit(weights, Object.keys(weights), adam(), 0.1);

Deno.test("decodeState() gives back every number of a state that has a best epoch", () => {
  const state = {
    ...fresh,
    epoch: 3,
    step: 17,
    best: fresh.weights,
    stopping: { best: 0.1 + 0.2, bestEpoch: 2, waited: 1 },
    plateau: { best: null, waited: 2, cooling: 1, rate: 1 / 3 },
    history: [{ epoch: 1, loss: Math.PI }],
  };
  assertEquals(decodeState(encodeState(state, "s"), "s"), state);
});

Deno.test("decodeState() refuses other settings, and files of another kind", () => {
  const bytes = encodeState(fresh, "8 epochs");
  assertThrows(() => decodeState(bytes, "9 epochs", "a.safetensors"), InputError, "other settings");
  const other = encodeTensors({ tensors: {}, metadata: { kind: "network" } });
  assertThrows(() => decodeState(other, "s", "b.safetensors"), InputError, 'found "network"');
  assertThrows(() => decodeState(bytes.subarray(0, 99), "s"), InputError, "Cannot read tensors");
});
