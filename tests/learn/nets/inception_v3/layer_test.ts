import { assert, assertThrows } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { ConvolutionLayer } from "../../../../lib/learn/nets/inception_v3/layer.ts";
import { doubling, numbers } from "./doubling.ts";

const { tf } = await openBackend({ log: () => {} });

function run(of: ConvolutionLayer, x: number[]): number[] {
  return tf.tidy(() => [...of.apply(tf.tensor4d(x, [1, 1, x.length, 1])).dataSync()]);
}

Deno.test("a layer gives 3 (2x − 1) / 2 − 1, cut off at 0", () => {
  const layer = new ConvolutionLayer(tf, doubling, numbers);
  run(layer, [0, 1, 2]).forEach((value, i) => {
    assert(Math.abs(value - [0, 0.5, 3.5][i]!) < 1e-5, `${value}`);
  });
  layer.dispose();
});

Deno.test("changed() makes the next run see new numbers", () => {
  const layer = new ConvolutionLayer(tf, doubling, numbers);
  run(layer, [2]);
  const [, kernel] = layer.tensors.find(([name]) => name === "l.conv.weight")!;
  kernel.assign(tf.tensor4d([4], [1, 1, 1, 1]));
  layer.changed();
  assert(Math.abs(run(layer, [2])[0]! - 9.5) < 1e-5);
  layer.dispose();
});

Deno.test("numbers that are not there are named", () => {
  const made = () => new ConvolutionLayer(tf, doubling, new Map());
  assertThrows(made, RangeError, "l.conv.weight");
});
