import type { NamedAttrMap } from "@tensorflow/tfjs";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { openers } from "../../../lib/learn/backend/open.ts";
import {
  type Attributes,
  convolution,
  forwardPadding,
  read,
  shape,
} from "../../../lib/learn/backend/kernel_attributes.ts";

const { tf } = await openers.cpu(true);
const plain: Attributes = { strides: 1, pad: "valid" };

/** Shape of the result, and the padding, of a convolution. */
function of(input: number[], filter: number[], attrs: Partial<Attributes>, depthwise = false) {
  const info = convolution(tf, input, filter, { ...plain, ...attrs }, depthwise);
  return { out: info.outShape, pad: forwardPadding(info) };
}

Deno.test("convolution() shrinks a valid image by the filter, and pads nothing", () => {
  const { out, pad } = of([2, 8, 6, 3], [3, 5, 3, 4], {});
  assertEquals(out, [2, 6, 2, 4]);
  assertEquals(pad, [[0, 0], [0, 0], [0, 0], [0, 0]]);
});

Deno.test("forwardPadding() puts an odd row or column of the padding same behind the image", () => {
  // TensorFlow's rule: (⌈n / stride⌉ - 1) · stride + filter - n in all, the smaller half first.
  const { out, pad } = of([1, 6, 7, 1], [3, 4, 1, 1], { strides: [2, 3], pad: "same" });
  assertEquals(out, [1, 3, 3, 1]);
  assertEquals(pad, [[0, 0], [0, 1], [1, 2], [0, 0]]);
});

Deno.test("forwardPadding() is never negative where the filter is narrower than its stride", () => {
  const { out, pad } = of([1, 8, 8, 1], [1, 1, 1, 1], { strides: 3, pad: "same" });
  assertEquals(out, [1, 3, 3, 1]);
  assertEquals(pad, [[0, 0], [0, 0], [0, 0], [0, 0]]);
});

Deno.test("forwardPadding() is the padding that was given in numbers", () => {
  const pad: Attributes["pad"] = [[0, 0], [1, 2], [3, 0], [0, 0]];
  const found = of([1, 4, 4, 1], [2, 2, 1, 1], { pad });
  assertEquals(found.pad, pad);
  assertEquals(found.out, [1, 6, 6, 1]);
  assertEquals(of([1, 4, 4, 1], [2, 2, 1, 1], { pad: 1 }).pad, [[0, 0], [1, 1], [1, 1], [0, 0]]);
});

Deno.test("convolution() spreads a filter by its dilations, by one where none are given", () => {
  const wide = of([1, 9, 9, 1], [3, 3, 1, 1], { dilations: [2, 3], pad: "same" });
  // Filters of 5 and of 7 pixels.
  assertEquals(wide.pad, [[0, 0], [2, 2], [3, 3], [0, 0]]);
  assertEquals(of([1, 9, 9, 1], [3, 3, 1, 1], { dilations: 2 }).out, [1, 5, 5, 1]);
  assertEquals(of([1, 9, 9, 1], [3, 3, 1, 1], {}).out, [1, 7, 7, 1]);
});

Deno.test("convolution() multiplies channels where it is depthwise", () => {
  assertEquals(of([1, 5, 5, 3], [3, 3, 3, 2], {}, true).out, [1, 3, 3, 6]);
  assertEquals(of([1, 5, 5, 3], [3, 3, 3, 2], {}, false).out, [1, 3, 3, 2]);
});

Deno.test("convolution() rounds a fractional size as it is told", () => {
  const size = (dimRoundingMode: Attributes["dimRoundingMode"]) =>
    of([1, 6, 6, 1], [3, 3, 1, 1], { strides: 2, pad: 0, dimRoundingMode }).out[1];
  assertEquals([size("floor"), size("ceil")], [2, 3]);
});

Deno.test("convolution() refuses the order of axes that the wasm kernels do not have", () => {
  const first = { dataFormat: "NCHW" } as const;
  assertThrows(() => of([1, 1, 5, 5], [3, 3, 1, 1], first), Error, "NHWC only, found NCHW");
  assertEquals(of([1, 5, 5, 1], [3, 3, 1, 1], { dataFormat: "NHWC" }).out, [1, 3, 3, 1]);
});

Deno.test("read() and shape() give what TensorFlow.js hands to the kernels of a network", () => {
  const seen: Attributes[] = [], shapes: (number[] | undefined)[] = [];
  const names = ["Conv2D", "MaxPool"];
  const originals = names.map((name) => tf.getKernel(name, "cpu"));
  for (const original of originals) {
    tf.unregisterKernel(original.kernelName, "cpu");
    tf.registerKernel({
      ...original,
      kernelFunc: (given) => {
        seen.push(read(given.attrs as NamedAttrMap));
        shapes.push(shape(given.inputs.x), shape(given.inputs.filter));
        return original.kernelFunc(given);
      },
    });
  }
  try {
    tf.tidy(() => {
      const x = tf.ones([1, 6, 6, 2]) as Parameters<typeof tf.conv2d>[0];
      const filter = tf.ones([3, 3, 2, 4]) as Parameters<typeof tf.conv2d>[1];
      tf.maxPool(tf.conv2d(x, filter, [2, 1], "same"), [2, 3], 1, "valid");
    });
  } finally {
    for (const original of originals) {
      tf.unregisterKernel(original.kernelName, "cpu");
      tf.registerKernel(original);
    }
  }
  const [conv, pool] = seen;
  assertEquals([conv!.strides, conv!.pad, conv!.dataFormat], [[2, 1], "same", "NHWC"]);
  assertEquals([pool!.filterSize, pool!.strides, pool!.pad], [[2, 3], 1, "valid"]);
  assertEquals(shapes, [[1, 6, 6, 2], [3, 3, 2, 4], [1, 3, 6, 4], undefined]);
  assert(seen.length === 2);
});
