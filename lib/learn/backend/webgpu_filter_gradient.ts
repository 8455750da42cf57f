import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
import type { TensorFlow } from "./types.ts";
import { type Attributes, shape } from "./kernel_attributes.ts";
import { replaceKernel } from "./replace_kernel.ts";
import { type Program, runProgram } from "./webgpu_program.ts";

/**
 * Makes the gradient of a convolution's filter faster on a graphics card.
 *
 * TensorFlow.js gives each number of the filter to one thread, which goes over all pixels of all images
 * alone: a card has thousands of threads, and a filter of few channels only hundreds of numbers. Here
 * the pixels are shared out as well, and each group of threads multiplies small blocks of both maps
 * that it keeps in its own memory; the sums of all groups are added at the end, always in the same
 * order.
 *
 * @param tf TensorFlow.js with the backend `webgpu` registered.
 */
export function registerWebGpuFilterGradient(tf: TensorFlow): void {
  replaceKernel(
    tf,
    "webgpu",
    "Conv2DBackpropFilter",
    (inputs, attrs) => attrs.dataFormat === "NCHW" ? undefined : filterGradient(tf, inputs, attrs),
  );
}

/** Channels that a group of threads takes of both maps, pixels that it takes at once, its threads. */
const BLOCK = 32, STRIP = 32, THREADS = 64;

/** As many groups keep a large card busy. */
const GROUPS = 2048;

function filterGradient(
  tf: TensorFlow,
  { x, dy }: Readonly<Record<string, TensorInfo>>,
  { filterShape, strides, pad, dimRoundingMode }: Attributes,
): Tensor {
  const info = tf.backend_util.computeConv2DInfo(
    shape(x) as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides as number,
    1,
    pad as "same",
    dimRoundingMode as "floor",
  );
  const { inChannels, outChannels, filterHeight, filterWidth } = info;
  const pixels = info.batchSize * info.outHeight * info.outWidth,
    places = filterHeight * filterWidth;
  const blocks = Math.ceil(inChannels / BLOCK) * Math.ceil(outChannels / BLOCK);
  const wanted = Math.ceil(GROUPS / (blocks * places));
  const share = STRIP * Math.ceil(pixels / STRIP / wanted), shares = Math.ceil(pixels / share);
  const fours = inChannels % 4 === 0 && outChannels % 4 === 0;
  const program: Program = {
    variableNames: ["x", "dy"],
    variableComponents: fours ? [4, 4] : [1, 1],
    outputShape: [shares, places, inChannels * outChannels],
    workgroupSize: [THREADS, 1, 1],
    dispatchLayout: { x: [2], y: [1], z: [0] },
    dispatch: [blocks, places, shares],
    shaderKey: `filterGradient_${fours}`,
    getUserCode: () => code(fours),
  };
  const all = runProgram(tf, program, [x!, dy!], {
    share,
    pixels,
    across: filterWidth,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    down: info.strideHeight,
    right: info.strideWidth,
    top: info.padInfo.top,
    left: info.padInfo.left,
    inputs: inChannels,
    outputs: outChannels,
  });
  return tf.reshape(tf.sum(all, 0), filterShape!);
}

/** Four channels of a pixel of one of the maps, 0 beyond the last channel. */
function four(map: string, channels: string, fours: boolean): string {
  const one = (k: number) => `select(0.0, ${map}[origin + ${k}], channel + ${k} < ${channels})`;
  return fours
    ? `select(vec4<f32>(0.0), ${map}[origin / 4], channel < ${channels})`
    : `vec4<f32>(${[0, 1, 2, 3].map(one).join(", ")})`;
}

function code(fours: boolean): string {
  const columns = BLOCK / 4;
  return `
    var<workgroup> places: array<i32, ${STRIP}>;
    var<workgroup> values: array<vec4<f32>, ${STRIP * columns}>;
    var<workgroup> slopes: array<vec4<f32>, ${STRIP * columns}>;

    fn main() {
      let thread = i32(localIndex);
      let wide = (uniforms.outputs + ${BLOCK - 1}) / ${BLOCK};
      let firstInput = i32(workgroupId.x) / wide * ${BLOCK};
      let firstOutput = i32(workgroupId.x) % wide * ${BLOCK};
      let filterRow = i32(workgroupId.y) / uniforms.across;
      let filterColumn = i32(workgroupId.y) % uniforms.across;
      let first = i32(workgroupId.z) * uniforms.share;
      let end = min(first + uniforms.share, uniforms.pixels);
      let down = thread / ${columns};
      let right = thread % ${columns};
      var sum0 = vec4<f32>(0.0);
      var sum1 = vec4<f32>(0.0);
      var sum2 = vec4<f32>(0.0);
      var sum3 = vec4<f32>(0.0);
      for (var begin = first; begin < end; begin += ${STRIP}) {
        // Where each pixel of the strip lies in the map before the convolution; -1 outside.
        if (thread < ${STRIP}) {
          let pixel = begin + thread;
          let column = pixel % uniforms.outWidth;
          let row = pixel / uniforms.outWidth % uniforms.outHeight;
          let image = pixel / (uniforms.outWidth * uniforms.outHeight);
          let y = row * uniforms.down + filterRow - uniforms.top;
          let x = column * uniforms.right + filterColumn - uniforms.left;
          let inside = pixel < end && y >= 0 && x >= 0 && y < uniforms.inHeight &&
            x < uniforms.inWidth;
          places[thread] = select(-1, (image * uniforms.inHeight + y) * uniforms.inWidth + x, inside);
        }
        workgroupBarrier();
        for (var i = thread; i < ${STRIP * columns}; i += ${THREADS}) {
          let place = places[i / ${columns}];
          var value = vec4<f32>(0.0);
          var slope = vec4<f32>(0.0);
          if (place >= 0) {
            {
              let channel = firstInput + i % ${columns} * 4;
              let origin = place * uniforms.inputs + channel;
              value = ${four("x", "uniforms.inputs", fours)};
            }
            {
              let channel = firstOutput + i % ${columns} * 4;
              let origin = (begin + i / ${columns}) * uniforms.outputs + channel;
              slope = ${four("dy", "uniforms.outputs", fours)};
            }
          }
          values[i] = value;
          slopes[i] = slope;
        }
        workgroupBarrier();
        for (var i = 0; i < ${STRIP}; i++) {
          let value = values[i * ${columns} + down];
          let slope = slopes[i * ${columns} + right];
          sum0 += value.x * slope;
          sum1 += value.y * slope;
          sum2 += value.z * slope;
          sum3 += value.w * slope;
        }
        workgroupBarrier();
      }
      var sums = array<vec4<f32>, 4>(sum0, sum1, sum2, sum3);
      let size = uniforms.inputs * uniforms.outputs;
      let start = (i32(workgroupId.z) * i32(numWorkgroups.y) + i32(workgroupId.y)) * size;
      for (var i = 0; i < 4; i++) {
        let input = firstInput + 4 * down + i;
        if (input >= uniforms.inputs) {
          continue;
        }
        for (var j = 0; j < 4; j++) {
          let output = firstOutput + 4 * right + j;
          if (output < uniforms.outputs) {
            result[start + input * uniforms.outputs + output] = sums[i][j];
          }
        }
      }
    }
  `;
}
