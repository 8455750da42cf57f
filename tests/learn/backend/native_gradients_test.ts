import type { Tensor4D } from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { onProcessor } from "../../../lib/learn/backend/native.ts";

const { tf } = await openBackend({ log: () => {} });
const ignore = !onProcessor(tf);

const side = 7, channels = 3, images = 2;

/** Windows along one axis: the pixels of each that lie in the image. */
function windows(size: number, step: number, pad: "valid" | "same"): number[][] {
  const count = pad === "same" ? Math.ceil(side / step) : Math.floor((side - size) / step) + 1;
  const padding = pad === "same" ? Math.max(0, (count - 1) * step + size - side) : 0;
  return Array.from({ length: count }, (_, i) => {
    const start = i * step - Math.floor(padding / 2);
    return Array.from({ length: size }, (_, k) => start + k).filter((at) => at >= 0 && at < side);
  });
}

/** Each window's dy goes to its first largest pixel. */
function expected(x: Float32Array, dy: Float32Array, along: number[][]): Float64Array {
  const sums = new Float64Array(x.length);
  for (let image = 0, next = 0; image < images; image++) {
    for (const rows of along) {
      for (const columns of along) {
        for (let channel = 0; channel < channels; channel++) {
          let best = -1;
          for (const row of rows) {
            for (const column of columns) {
              const at = ((image * side + row) * side + column) * channels + channel;
              if (best < 0 || x[at]! > x[best]!) best = at;
            }
          }
          sums[best]! += dy[next++]!;
        }
      }
    }
  }
  return sums;
}

for (const [size, step] of [[2, 2], [3, 2], [3, 1]] as const) {
  for (const pad of ["valid", "same"] as const) {
    Deno.test({
      name: `max pooling ${size} × ${size}, step ${step}, ${pad}: the first largest takes it all`,
      ignore,
      fn: () => {
        const random = new Random(2), along = windows(size, step, pad);
        // Few different values, so that most windows have several largest ones.
        const x = Float32Array.from(
          { length: images * side * side * channels },
          () => random.integer(4) - 2,
        );
        const dy = Float32Array.from(
          { length: images * along.length ** 2 * channels },
          () => random.normal(),
        );
        const before = tf.memory().numTensors;
        const found = tf.tidy(() =>
          tf.grad((maps) => tf.maxPool(maps as Tensor4D, size, step, pad))(
            tf.tensor4d(x, [images, side, side, channels]),
            tf.tensor4d(dy, [images, along.length, along.length, channels]),
          ).dataSync()
        );
        assertEquals(tf.memory().numTensors, before);
        expected(x, dy, along).forEach((value, i) =>
          assertAlmostEquals(found[i]!, value, 1e-5, `pixel ${i}`)
        );
      },
    });
  }
}

for (
  const [name, images, inputs, stride, pad] of [
    ["of few images", 2, 3, 1, "same"],
    ["of a batch", 5, 3, 1, "same"],
    ["of a batch, step 2", 5, 3, 2, "same"],
    ["of a batch, no border", 5, 3, 2, "valid"],
    ["of a batch, many channels", 4, 70, 1, "same"],
  ] as const
) {
  Deno.test({
    name: `convolution ${name}: values and gradients are those of plain JavaScript`,
    ignore,
    fn: async () => {
      const random = new Random(3);
      const numbers = (length: number) => Float32Array.from({ length }, () => random.normal());
      const x = numbers(images * side * side * inputs), kernel = numbers(9 * inputs * 4);
      const work = (tf: typeof plain) => {
        const maps = (x: Tensor4D, kernel: Tensor4D) => tf.conv2d(x, kernel, stride, pad);
        return tf.tidy(() => {
          const given = [
            tf.tensor4d(x, [images, side, side, inputs]),
            tf.tensor4d(kernel, [3, 3, inputs, 4]),
          ] as [Tensor4D, Tensor4D];
          // The square makes the gradient differ from place to place.
          const gradients = tf.grads((x, kernel) =>
            tf.sum(tf.square(maps(x as Tensor4D, kernel as Tensor4D)))
          )(given);
          return [maps(...given), ...gradients].map((one) => [...one.dataSync()]);
        });
      };
      const plain = (await openBackend({ backend: "cpu", log: () => {} })).tf;
      const expected = work(plain);
      const found = work((await openBackend({ backend: "tensorflow", log: () => {} })).tf);
      expected.forEach((values, k) => {
        const scale = Math.max(...values.map(Math.abs));
        values.forEach((value, i) => assertAlmostEquals(found[k]![i]!, value, 2e-6 * scale));
      });
    },
  });
}

for (const activation of ["linear", "relu", "elu"] as const) {
  Deno.test({
    name: `fused convolution of a batch, ${activation}: the very numbers of its parts`,
    ignore,
    fn: () => {
      const random = new Random(7);
      const numbers = (length: number) => Float32Array.from({ length }, () => random.normal());
      const [found, expected] = tf.tidy(() => {
        const x = tf.tensor4d(numbers(4 * side * side * 3), [4, side, side, 3]);
        const filter = tf.tensor4d(numbers(9 * 3 * 5), [3, 3, 3, 5]),
          bias = tf.tensor1d(numbers(5));
        const options = { x, filter, strides: 1, pad: "same", bias, activation } as const;
        const sum = tf.add(tf.conv2d(x, filter, 1, "same"), bias);
        const parts = { linear: sum, relu: tf.relu(sum), elu: tf.elu(sum) }[activation];
        return [tf.fused.conv2d(options), parts].map((one) => one.dataSync() as Float32Array);
      });
      const worst = expected!.reduce((top, one, i) => Math.max(top, Math.abs(one - found![i]!)), 0);
      // Another activation is left to the library, which adds up in another order.
      assertEquals(worst <= (activation === "elu" ? 1e-5 : 0), true, `${worst}`);
      assertEquals(expected!.some((one) => one < 0), activation !== "relu");
    },
  });
}

Deno.test("the gradient of ReLU passes above 0 only, on every backend", async () => {
  for (const backend of ["auto", "cpu", "wasm"] as const) {
    const { tf } = await openBackend({ backend, log: () => {} });
    const before = tf.memory().numTensors;
    const found = tf.tidy(() =>
      tf.grad(tf.relu)(tf.tensor1d([-2, 0, 1e-30, 3]), tf.tensor1d([5, 6, 7, -8])).dataSync()
    );
    assertEquals([...found], [0, 0, 7, -8], backend);
    assertEquals(tf.memory().numTensors, before);
  }
  await openBackend({ log: () => {} });
});
