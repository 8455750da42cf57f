import { assert, assertEquals, assertThrows } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { ConvolutionLayer, type LayerMode } from "../../../../lib/learn/nets/inception_v3/layer.ts";

const { tf } = await openBackend({ log: () => {} });

/** Doubles, then normalises by mean 1, variance 4 − 0.001, scale 3, offset −1. */
function layer() {
  const one = (value: number) => new Float32Array([value]);
  const place = { name: "l", inputs: 1, outputs: 1, kernel: [1, 1] as const, stride: 1 };
  return new ConvolutionLayer(
    tf,
    { kind: "convolution", padding: [0, 0], ...place },
    new Map([
      ["l.conv.weight", one(2)],
      ["l.bn.weight", one(3)],
      ["l.bn.bias", one(-1)],
      ["l.bn.running_mean", one(1)],
      ["l.bn.running_var", one(4 - 0.001)],
    ]),
  );
}

function run(of: ConvolutionLayer, mode: LayerMode, x: number[]): number[] {
  return tf.tidy(() => [...of.apply(tf.tensor4d(x, [1, 1, x.length, 1]), mode).dataSync()]);
}

Deno.test("frozen and running give 3 (2x − 1) / 2 − 1, cut off at 0", () => {
  const one = layer();
  for (const mode of ["frozen", "running"] as const) {
    run(one, mode, [0, 1, 2]).forEach((value, i) => {
      assert(Math.abs(value - [0, 0.5, 3.5][i]!) < 1e-5, `${mode} ${value}`);
    });
  }
  one.dispose();
});

Deno.test("batch normalises by the batch and moves the running statistics by a tenth", () => {
  const one = layer();
  // 2x has mean 2 and variance 4 (of n), 8 (of n − 1).
  const [low, high] = run(one, "batch", [0, 2]);
  assertEquals(low, 0);
  assert(Math.abs(high! - (3 * 2 / Math.sqrt(4.001) - 1)) < 1e-5);
  const [, , , mean, variance] = one.tensors.map(([, tensor]) => tensor.dataSync()[0]!);
  assert(Math.abs(mean! - (0.9 * 1 + 0.1 * 2)) < 1e-6);
  assert(Math.abs(variance! - (0.9 * 3.999 + 0.1 * 8)) < 1e-6);
  one.dispose();
});

Deno.test("changed() makes the next frozen run see new numbers", () => {
  const one = layer();
  run(one, "frozen", [2]);
  one.kernel.assign(tf.tensor4d([4], [1, 1, 1, 1]));
  one.changed();
  assert(Math.abs(run(one, "frozen", [2])[0]! - 9.5) < 1e-5);
  one.dispose();
});

Deno.test("numbers that are not there are named", () => {
  const place = { name: "x", inputs: 1, outputs: 1, kernel: [1, 1] as const, stride: 1 };
  const made = () =>
    new ConvolutionLayer(tf, { kind: "convolution", padding: [0, 0], ...place }, new Map());
  assertThrows(made, RangeError, "x.conv.weight");
});
