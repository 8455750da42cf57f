import { encodeTensors } from "../safetensors.ts";
import type { CheckpointTensor } from "./tensor.ts";

/**
 * Writes tensors with their shapes as a safetensors file of 32-bit floats, for example a network that was
 * trained further; `readCheckpoint` reads it again, and so does Python.
 *
 * @param tensors Tensors by name, of 32-bit floats.
 * @param texts What else there is to say, by name; defaults to nothing.
 * @returns The bytes of the file.
 * @throws {RangeError} for a tensor whose numbers are fewer or more than its shape holds, or no floats.
 *
 * @example
 * ```ts
 * import { readSafetensors } from "./safetensors.ts";
 * import { writeSafetensors } from "./write_safetensors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bias = { kind: "float32" as const, shape: [2, 1], data: new Float32Array([1, 2]) };
 * const bytes = writeSafetensors(new Map([["bias", bias]]), { classes: "DMSO, taxol" });
 * const { tensors, values } = readSafetensors(bytes);
 * assertEquals([tensors.get("bias"), values.get("classes")], [bias, "DMSO, taxol"]);
 * ```
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, CheckpointTensor>,
  texts: Readonly<Record<string, string>> = {},
): Uint8Array {
  for (const [name, { shape, data }] of tensors) {
    const count = shape.reduce((product, side) => product * side, 1);
    if (!(data instanceof Float32Array) || data.length !== count) {
      throw new RangeError(`Cannot write ${name} [${shape}]: ${data.length} numbers`);
    }
  }
  const entries = [...tensors];
  const content = {
    tensors: Object.fromEntries(entries.map(([name, { data }]) => [name, data as Float32Array])),
    metadata: { format: "pt", ...texts },
  };
  const shapes = Object.fromEntries(entries.map(([name, { shape }]) => [name, shape]));
  return encodeTensors(content, { shapes });
}
