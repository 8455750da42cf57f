import type { Rank, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "./types.ts";
import { type ConvolutionInfo, forwardPadding, type Padding } from "./kernel_attributes.ts";

/**
 * Gradient of a convolution with respect to its filter.
 *
 * With images and channels swapped it is itself a convolution, of the input by the output
 * gradient, whose stride has become dilation; so the fast forward kernel does the work.
 *
 * @param tf TensorFlow.js.
 * @param x Input [N × H × W × C].
 * @param dy Gradient of the output [N × H' × W' × K].
 * @param info The forward convolution, not dilated.
 * @returns Gradient [h × w × C × K].
 */
export function filterGradient(
  tf: TensorFlow,
  x: Tensor4D,
  dy: Tensor4D,
  info: ConvolutionInfo,
): Tensor4D {
  return tf.tidy(() => {
    const { filterHeight, filterWidth, inChannels, outChannels, strideHeight, strideWidth } = info;
    const swapped = tf.conv2d(
      tf.transpose(x, [3, 1, 2, 0]),
      tf.transpose<Tensor4D>(dy, [1, 2, 0, 3]),
      1,
      forwardPadding(info),
      "NHWC",
      [strideHeight, strideWidth],
    );
    // Rows of the input that no stride reached make the result larger than the filter.
    const size: [number, number, number, number] = [
      inChannels,
      filterHeight,
      filterWidth,
      outChannels,
    ];
    return tf.transpose<Tensor4D>(tf.slice(swapped, [0, 0, 0, 0], size), [1, 2, 0, 3]);
  });
}

/**
 * Gradient of a convolution with respect to its input: the output gradient, spread by the stride,
 * convolved with the filter turned by half a turn.
 *
 * @param tf TensorFlow.js.
 * @param dy Gradient of the output [N × H' × W' × K].
 * @param filter [h × w × C × K].
 * @param info The forward convolution, not dilated.
 * @returns Gradient [N × H × W × C].
 */
export function inputGradient(
  tf: TensorFlow,
  dy: Tensor4D,
  filter: Tensor4D,
  info: ConvolutionInfo,
): Tensor4D {
  return tf.tidy(() => {
    const turned = tf.transpose<Tensor4D>(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
    const [spread, padding] = backwards(tf, dy, info);
    return tf.conv2d(spread, turned, 1, padding);
  });
}

/**
 * Gradient of a depthwise convolution with respect to its filter.
 *
 * @param tf TensorFlow.js.
 * @param x Input [N × H × W × C].
 * @param dy Gradient of the output [N × H' × W' × C·M].
 * @param info The forward convolution, not dilated.
 * @returns Gradient [h × w × C × M].
 */
export function depthwiseFilterGradient(
  tf: TensorFlow,
  x: Tensor4D,
  dy: Tensor4D,
  info: ConvolutionInfo,
): Tensor4D {
  return tf.tidy(() => {
    const { batchSize, inChannels, outHeight, outWidth, strideHeight, strideWidth } = info;
    const pixels = batchSize * outHeight * outWidth;
    const multiplier = info.outChannels / inChannels;
    const padded = tf.pad(x, forwardPadding(info));
    const grads = tf.reshape<Rank.R3>(dy, [pixels, inChannels, multiplier]);
    // A product with ones adds up the pixels much faster than a sum over the first axis.
    const ones = tf.ones<Rank.R2>([1, pixels]);
    const sums: Tensor2D[] = [];
    for (let row = 0; row < info.filterHeight; row++) {
      for (let column = 0; column < info.filterWidth; column++) {
        const window = tf.stridedSlice(
          padded,
          [0, row, column, 0],
          [
            batchSize,
            row + (outHeight - 1) * strideHeight + 1,
            column + (outWidth - 1) * strideWidth + 1,
            inChannels,
          ],
          [1, strideHeight, strideWidth, 1],
        );
        const products = tf.mul(tf.reshape(window, [pixels, inChannels, 1]), grads);
        sums.push(tf.matMul(ones, tf.reshape<Rank.R2>(products, [pixels, -1])));
      }
    }
    const { filterHeight, filterWidth } = info;
    return tf.reshape<Rank.R4>(tf.concat(sums), [
      filterHeight,
      filterWidth,
      inChannels,
      multiplier,
    ]);
  });
}

/**
 * Gradient of a depthwise convolution with respect to its input.
 *
 * @param tf TensorFlow.js.
 * @param dy Gradient of the output [N × H' × W' × C·M].
 * @param filter [h × w × C × M].
 * @param info The forward convolution, not dilated.
 * @returns Gradient [N × H × W × C].
 */
export function depthwiseInputGradient(
  tf: TensorFlow,
  dy: Tensor4D,
  filter: Tensor4D,
  info: ConvolutionInfo,
): Tensor4D {
  return tf.tidy(() => {
    const { batchSize, outHeight, outWidth, inChannels } = info;
    const multiplier = info.outChannels / inChannels;
    const [height, width] = [info.filterHeight, info.filterWidth];
    const apart = tf.reshape(dy, [batchSize * outHeight * outWidth, inChannels, multiplier]);
    const parts = Array.from({ length: multiplier }, (_, m) => {
      const one = tf.reshape<Rank.R4>(
        tf.slice(apart, [0, 0, m], [-1, -1, 1]),
        [batchSize, outHeight, outWidth, inChannels],
      );
      const kernel = tf.slice(filter, [0, 0, 0, m], [height, width, inChannels, 1]);
      const [spread, padding] = backwards(tf, one, info);
      const turned = tf.reverse(kernel, [0, 1]);
      return tf.depthwiseConv2d(spread, turned, 1, padding);
    });
    return tf.addN(parts);
  });
}

/** The output gradient spread by the stride, and the padding that brings it to the input's size. */
function backwards(tf: TensorFlow, dy: Tensor4D, info: ConvolutionInfo): [Tensor4D, Padding] {
  const { padInfo, strideHeight, strideWidth, outHeight, outWidth } = info;
  const before = (filter: number, pad: number) => filter - 1 - pad;
  const after = (input: number, filter: number, output: number, stride: number, pad: number) =>
    input + filter - 1 - ((output - 1) * stride + 1) - pad;
  const top = before(info.filterHeight, padInfo.top);
  const left = before(info.filterWidth, padInfo.left);
  const bottom = after(info.inHeight, info.filterHeight, outHeight, strideHeight, top);
  const right = after(info.inWidth, info.filterWidth, outWidth, strideWidth, left);
  const spread = spreadRows(tf, spreadColumns(tf, dy, strideWidth), strideHeight);
  // More padding than the filter is wide: those output pixels saw nothing but padding.
  const cut = (size: number) => Math.max(0, -size);
  const [, height = 0, width = 0, channels = 0] = spread.shape;
  const seen = tf.slice(spread, [0, cut(top), cut(left), 0], [
    -1,
    height - cut(top) - cut(bottom),
    width - cut(left) - cut(right),
    channels,
  ]);
  const keep = (size: number) => Math.max(0, size);
  return [seen, [[0, 0], [keep(top), keep(bottom)], [keep(left), keep(right)], [0, 0]]];
}

/** Puts `stride - 1` columns of zeros between the columns. */
function spreadColumns(tf: TensorFlow, x: Tensor4D, stride: number): Tensor4D {
  if (stride === 1) return x;
  const [n, height, width, channels] = x.shape;
  const apart = tf.reshape<Rank.R4>(x, [n * height, width, 1, channels]);
  const padded = tf.pad(apart, [[0, 0], [0, 0], [0, stride - 1], [0, 0]]);
  const joined = tf.reshape<Rank.R4>(padded, [n, height, width * stride, channels]);
  return tf.slice(joined, [0, 0, 0, 0], [n, height, (width - 1) * stride + 1, channels]);
}

/** Puts `stride - 1` rows of zeros between the rows. */
function spreadRows(tf: TensorFlow, x: Tensor4D, stride: number): Tensor4D {
  if (stride === 1) return x;
  const [n, height, width, channels] = x.shape;
  const apart = tf.reshape<Rank.R4>(x, [n * height, 1, width, channels]);
  const padded = tf.pad(apart, [[0, 0], [0, stride - 1], [0, 0], [0, 0]]);
  const joined = tf.reshape<Rank.R4>(padded, [n, height * stride, width, channels]);
  return tf.slice(joined, [0, 0, 0, 0], [n, (height - 1) * stride + 1, width, channels]);
}
