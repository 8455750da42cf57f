import type { Tensor, Tensor1D, Tensor4D } from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { openBackend, type TensorFlow } from "../../../lib/learn/backend.ts";
import { normalizeByBatch } from "../../../lib/learn/backend/batch_normalization.ts";

const shape: [number, number, number, number] = [3, 4, 5, 2], count = 60, epsilon = 0.001;
const values = Float32Array.from(
  { length: 120 },
  (_, i) => Math.sin(i * 1.7) * (1 + i % 2 * 9) + 3,
);
const weights = Float32Array.from({ length: 120 }, (_, i) => Math.cos(i * 0.3));
const scales = [1.5, -2], offsets = [0.25, 4];

/** Maps, statistics and the gradients of a weighted sum of the maps, from one backend. */
function all(tf: TensorFlow) {
  return tf.tidy(() => {
    let seen: Tensor[] = [];
    const sum = (x: Tensor, scale: Tensor, offset: Tensor) => {
      const parts = { scale: scale as Tensor1D, offset: offset as Tensor1D, epsilon };
      const { maps, mean, variance } = normalizeByBatch(tf, x as Tensor4D, parts);
      seen = [maps, mean, variance].map((one) => tf.keep(tf.clone(one)));
      return tf.sum(tf.mul(maps, tf.tensor4d(weights, shape)));
    };
    const inputs = [tf.tensor4d(values, shape), tf.tensor1d(scales), tf.tensor1d(offsets)];
    const gradients = tf.grads(sum)(inputs);
    const numbers = [...seen, ...gradients].map((one) => [...one.dataSync()]);
    tf.dispose(seen);
    return numbers;
  });
}

/** The same in 64 bits from the formulas: Ioffe and Szegedy 2015, section 3. */
function reference(): number[][] {
  const channel = (list: ArrayLike<number>, c: number) =>
    Array.from({ length: count }, (_, i) => list[2 * i + c]!);
  const total = (list: number[]) => list.reduce((sum, one) => sum + one, 0);
  const maps = new Array<number>(120), gradient = new Array<number>(120);
  const means: number[] = [],
    variances: number[] = [],
    toScale: number[] = [],
    toOffset: number[] = [];
  for (const c of [0, 1]) {
    const x = channel(values, c), dy = channel(weights, c), mean = total(x) / count;
    const variance = total(x.map((one) => (one - mean) ** 2)) / count;
    const root = Math.sqrt(variance + epsilon), unit = x.map((one) => (one - mean) / root);
    const slope = total(dy.map((d, i) => d * unit[i]!));
    for (let i = 0; i < count; i++) {
      maps[2 * i + c] = unit[i]! * scales[c]! + offsets[c]!;
      gradient[2 * i + c] = scales[c]! / root *
        (dy[i]! - total(dy) / count - unit[i]! * slope / count);
    }
    means.push(mean);
    variances.push(variance);
    toScale.push(slope);
    toOffset.push(total(dy));
  }
  return [maps, means, variances, gradient, toScale, toOffset];
}

for (const backend of [undefined, "cpu"] as const) {
  Deno.test(`maps, statistics and gradients are those of the formulas (${backend ?? "best"} backend)`, async () => {
    const { tf } = await openBackend({ log: () => {}, ...(backend && { backend }) });
    const before = tf.memory().numTensors, found = all(tf);
    assertEquals(tf.memory().numTensors, before, "nothing stays on the device");
    for (const [part, expected] of reference().entries()) {
      expected.forEach((value, i) => {
        const off = Math.abs(found[part]![i]! - value) / Math.max(1, Math.abs(value));
        assert(off < 2e-5, `part ${part}, ${i}: ${found[part]![i]} instead of ${value}`);
      });
    }
  });
}
