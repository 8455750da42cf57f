import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
import { replaceKernel } from "./replace_kernel.ts";
import type { TensorFlow } from "./types.ts";
import { type Program, runProgram } from "./webgpu_program.ts";

/**
 * Makes resizing by nearest neighbours to a multiple of the size exact on a graphics card, and its
 * gradient.
 *
 * TensorFlow.js' shader looks for the pixel to be copied by dividing in 32 bits, which a card does not
 * round as the standard says: 37 / 74 becomes a little less than a half on some, so that every second
 * pixel is the copy of the one before. Whole numbers are divided here.
 *
 * @param tf TensorFlow.js with the backend `webgpu` registered.
 */
export function registerWebGpuResize(tf: TensorFlow): void {
  replaceKernel(tf, "webgpu", "ResizeNearestNeighbor", ({ images }, { size, alignCorners }) => {
    const [count, inHeight, inWidth, channels] = images!.shape as Size, [height, width] = size!;
    if (alignCorners || height % inHeight > 0 || width % inWidth > 0) return undefined;
    return run(tf, "copy", images!, [count, height, width, channels]);
  });
  replaceKernel(tf, "webgpu", "ResizeNearestNeighborGrad", ({ images, dy }, { alignCorners }) => {
    const [, height, width] = dy!.shape as Size, [, inHeight, inWidth] = images!.shape as Size;
    if (alignCorners || height % inHeight > 0 || width % inWidth > 0) return undefined;
    return run(tf, "add", dy!, images!.shape as Size);
  });
}

/** Images, height, width, channels. */
type Size = [number, number, number, number];

/** Copies each pixel to a block of pixels, or adds up each block. */
function run(tf: TensorFlow, what: "copy" | "add", given: TensorInfo, outShape: Size): Tensor {
  const [, inHeight, inWidth, channels] = given.shape as Size, [count, height, width] = outShape;
  const four = channels % 4 === 0 ? 4 : 1, fours = channels / four;
  const threads = 256, size = count * height * width * fours;
  const program: Program = {
    variableNames: ["given"],
    variableComponents: [four],
    outputComponent: four,
    outputShape: outShape,
    workgroupSize: [threads, 1, 1],
    dispatchLayout: { x: [0, 1, 2, 3] },
    dispatch: [Math.ceil(size / threads), 1, 1],
    shaderKey: `resize by whole numbers ${what} ${four}`,
    getUserCode: () => what === "copy" ? copyCode : addCode(four === 4 ? "vec4<f32>" : "f32"),
  };
  return runProgram(tf, program, [given], {
    count: size,
    fours,
    height,
    width,
    inHeight,
    inWidth,
    down: what === "copy" ? height / inHeight : inHeight / height,
    right: what === "copy" ? width / inWidth : inWidth / width,
  });
}

/** Where a thread is. */
const place = `
      if (index >= uniforms.count) {
        return;
      }
      let channel = index % uniforms.fours;
      let column = index / uniforms.fours % uniforms.width;
      let row = index / uniforms.fours / uniforms.width % uniforms.height;
      let image = index / uniforms.fours / uniforms.width / uniforms.height;`;

const copyCode = `
    fn main(index: i32) {${place}
      let begin = (image * uniforms.inHeight + row / uniforms.down) * uniforms.inWidth;
      result[index] = given[(begin + column / uniforms.right) * uniforms.fours + channel];
    }
  `;

const addCode = (type: string) => `
    fn main(index: i32) {${place}
      var sum = ${type}(0.0);
      for (var y = row * uniforms.down; y < (row + 1) * uniforms.down; y++) {
        let begin = (image * uniforms.inHeight + y) * uniforms.inWidth;
        for (var x = column * uniforms.right; x < (column + 1) * uniforms.right; x++) {
          sum += given[(begin + x) * uniforms.fours + channel];
        }
      }
      result[index] = sum;
    }
  `;
