import type { KernelConfig, Tensor, TensorInfo } from "@tensorflow/tfjs";
import { type Attributes, read } from "./kernel_attributes.ts";
import type { TensorFlow } from "./types.ts";

/** Another computation of a kernel; undefined where it is left to the kernel's own. */
export type Computation = (
  inputs: Readonly<Record<string, TensorInfo>>,
  attrs: Attributes,
) => Tensor | undefined;

/**
 * Puts another computation of 32-bit numbers before a kernel's own, which is left to do where that gives
 * nothing.
 *
 * @param tf TensorFlow.js with the kernel registered.
 * @param backend Its backend.
 * @param name Its name.
 * @param compute The other computation; what it makes on the way is freed.
 *
 * @example
 * ```ts
 * import { replaceKernel } from "./replace_kernel.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * replaceKernel(tf, "cpu", "Square", ({ x }) => x!.shape.length === 0 ? tf.scalar(-1) : undefined);
 * assertEquals([...tf.square(3).dataSync(), ...tf.square([3]).dataSync()], [-1, 9]);
 * ```
 */
export function replaceKernel(
  tf: TensorFlow,
  backend: "tensorflow" | "webgpu" | "cpu",
  name: string,
  compute: Computation,
): void {
  const original: KernelConfig = tf.getKernel(name, backend);
  tf.unregisterKernel(name, backend);
  tf.registerKernel({
    ...original,
    kernelFunc: (given) => {
      const inputs = given.inputs as Readonly<Record<string, TensorInfo>>;
      const floats = Object.values(inputs).every((one) => !one || one.dtype === "float32");
      const found = floats ? tf.tidy(() => compute(inputs, read(given.attrs))) : undefined;
      return found ?? original.kernelFunc(given);
    },
  });
}
