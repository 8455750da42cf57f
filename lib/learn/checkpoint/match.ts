import { InputError } from "../../core/errors.ts";
import type { CheckpointTensor } from "./tensor.ts";

/** What {@link matchTensors} compares with. */
export interface MatchOptions {
  /** Name of the network, for messages. */
  network: string;
  /** Tensors that may be there but are not used, by name; defaults to none. */
  ignored?: RegExp;
  /** Name of the file, for messages; defaults to none. */
  file?: string;
}

/**
 * Checks that tensors are those of a network, no less and no more.
 *
 * The prefix `module.`, which training on several cards adds, is taken off.
 *
 * @param tensors Tensors of a checkpoint by name.
 * @param wanted Shape of each tensor of the network by name.
 * @param options Name of the network, tensors to leave aside, name of the file.
 * @returns The numbers of each wanted tensor by name, in PyTorch's order.
 * @throws {InputError} naming every tensor that is missing, not known, or of another shape; or one that
 * holds a number that is not finite.
 *
 * @example
 * ```ts
 * import { matchTensors } from "./match.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const bias = { kind: "float32" as const, shape: [2], data: new Float32Array(2) };
 * const wanted = new Map([["fc.bias", [3]], ["fc.weight", [3, 4]]]);
 * assertThrows(
 *   () => matchTensors(new Map([["fc.bias", bias]]), wanted, { network: "a small network" }),
 *   Error,
 *   "1 tensor missing: fc.weight [3,4]; 1 tensor of another shape: fc.bias [2] instead of [3]",
 * );
 * ```
 */
export function matchTensors(
  tensors: ReadonlyMap<string, CheckpointTensor>,
  wanted: ReadonlyMap<string, readonly number[]>,
  { network, ignored, file }: MatchOptions,
): Map<string, Float32Array> {
  const named = new Map(
    [...tensors].map(([name, tensor]) => [name.replace(/^module\./, ""), tensor]),
  );
  const missing: string[] = [], wrong: string[] = [];
  const numbers = new Map<string, Float32Array>();
  for (const [name, shape] of wanted) {
    const tensor = named.get(name);
    if (tensor === undefined) missing.push(`${name} [${shape}]`);
    else if (`${tensor.shape}` !== `${shape}`) {
      wrong.push(`${name} [${tensor.shape}] instead of [${shape}]`);
    } else numbers.set(name, floats(tensor));
  }
  const extra = [...named].filter(([name]) => !wanted.has(name) && ignored?.test(name) !== true)
    .map(([name, { shape }]) => `${name} [${shape}]`);
  const complaints = [
    ["missing", missing],
    ["of another shape", wrong],
    ["not known", extra],
  ] as const;
  const found = complaints.filter(([, names]) => names.length > 0).map(([what, names]) =>
    `${names.length} ${names.length === 1 ? "tensor" : "tensors"} ${what}: ${names.join(", ")}`
  );
  const attempted = `Cannot use the checkpoint as ${network}`;
  const place = file === undefined ? {} : { file };
  if (found.length > 0) {
    const allowed = `the ${wanted.size} tensors of ${network}`;
    throw new InputError(attempted, { ...place, found: found.join("; "), allowed });
  }
  for (const [name, values] of numbers) {
    if (allFinite(values)) continue;
    throw new InputError(attempted, {
      ...place,
      found: `a number in ${name} that is not finite`,
      allowed: "numbers",
    });
  }
  return numbers;
}

function floats({ data }: CheckpointTensor): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data as ArrayLike<number>, Number);
}

/** A plain loop, since a network has tens of millions of numbers. */
function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}
