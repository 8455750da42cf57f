import { assertEquals, assertThrows } from "@std/assert";
import { openBackend } from "../../lib/learn/backend.ts";
import { checkWeights, inputTensors, toDevice } from "../../lib/learn/network.ts";
import { smallNetwork } from "./small_network.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("checkWeights() names every weight that is missing, left over or of another size", () => {
  const network = smallNetwork(), first = network.weights.first!.data;
  checkWeights(network, { first, bias: new Float32Array(8), last: new Float32Array(24) });
  const error = assertThrows(() => checkWeights(network, { first, last: [1], more: [] }, "a.bin"));
  assertEquals(
    (error as Error).message,
    'Cannot use these weights for the network small: a.bin: found "bias is missing, ' +
      'last has 1 numbers, not 8 × 3, more is left over", ' +
      "allowed: weights of the same network with the same settings",
  );
});

Deno.test("inputTensors() refuses one input for a network of two", () => {
  const network = { kind: "two", inputs: [[4, 4, 3], [7]] };
  const image = { shape: [1, 4, 4, 3], data: new Float32Array(48) };
  const put = () => inputTensors(tf, network, [image], "batch 1");
  assertThrows(put, Error, "allowed: n × 4 × 4 × 3 and n × 7");
});

Deno.test("toDevice() keeps names and shapes", () => {
  const tensors = toDevice(tf, smallNetwork().weights);
  assertEquals(Object.entries(tensors).map(([name, { shape }]) => [name, shape]), [
    ["first", [2, 8]],
    ["bias", [8]],
    ["last", [8, 3]],
  ]);
  tf.dispose(tensors);
});
