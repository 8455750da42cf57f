import type { Convolution } from "../../../../lib/learn/nets/inception_v3/step.ts";

const one = (value: number) => new Float32Array([value]);

/** A convolution of one pixel and one channel. */
export const doubling: Convolution = {
  kind: "convolution",
  name: "l",
  inputs: 1,
  outputs: 1,
  kernel: [1, 1],
  stride: 1,
  padding: [0, 0],
};

/** Doubles, then normalises by mean 1, variance 4 with the ε added to it, scale 3, offset −1. */
export const numbers: ReadonlyMap<string, Float32Array> = new Map([
  ["l.conv.weight", one(2)],
  ["l.bn.weight", one(3)],
  ["l.bn.bias", one(-1)],
  ["l.bn.running_mean", one(1)],
  ["l.bn.running_var", one(4 - 0.001)],
]);
