import type { Tensor4D } from "@tensorflow/tfjs";
import { assert } from "@std/assert";
import { disagreement, tf } from "./agreement.ts";

/** TensorFlow.js takes a padding in numbers for square filters alone. */
const cases = [
  ...(["same", "valid"] as const).flatMap((pad) =>
    ([[3, 3], [1, 1], [1, 5], [2, 4]] as const).map((filter) => ({ pad, filter }))
  ),
  { pad: 1, filter: [3, 3] },
  { pad: 3, filter: [2, 2] },
] as const;

for (const [height, width] of [[7, 9], [8, 6]] as const) {
  for (const strides of [1, 2, 3]) {
    Deno.test(`wasm: convolution gradients equal plain JavaScript's, ${height}×${width}, stride ${strides}`, async () => {
      for (const { pad, filter: [rows, columns] } of cases) {
        const rounding = typeof pad === "number" ? "floor" : undefined;
        const worst = await disagreement(
          (x, filter) =>
            tf.conv2d(x as Tensor4D, filter as Tensor4D, strides, pad, "NHWC", 1, rounding),
          [[2, height, width, 3], [rows, columns, 3, 4]],
        );
        assert(worst < 1e-4, `pad ${pad}, filter ${rows}×${columns}: ${worst}`);
      }
    });

    Deno.test(`wasm: depthwise gradients equal plain JavaScript's, ${height}×${width}, stride ${strides}`, async () => {
      for (const pad of ["same", "valid", 1] as const) {
        for (const multiplier of [1, 2]) {
          const rounding = typeof pad === "number" ? "floor" : undefined;
          const worst = await disagreement(
            (x, filter) =>
              tf.depthwiseConv2d(
                x as Tensor4D,
                filter as Tensor4D,
                strides,
                pad,
                "NHWC",
                1,
                rounding,
              ),
            [[2, height, width, 3], [3, 3, 3, multiplier]],
          );
          assert(worst < 1e-4, `pad ${pad}, multiplier ${multiplier}: ${worst}`);
        }
      }
    });
  }
}
