import { Broken } from "./broken.ts";
import { Tuple } from "./machine.ts";
import { type CheckpointTensor, TensorView } from "./tensor.ts";

/** What a checkpoint holds beside tensors. */
export type CheckpointValue = null | boolean | number | bigint | string | Uint8Array;

/** The content of a checkpoint; names of nested dictionaries and lists are joined by dots. */
export interface Checkpoint {
  /** Tensors by name, in the order of the file. */
  tensors: Map<string, CheckpointTensor>;
  /** Everything else, for example the number of the epoch. */
  values: Map<string, CheckpointValue>;
}

/** Deeper than any checkpoint, so that a circle of dictionaries ends. */
const DEPTH = 64;
/** More than any checkpoint has, so that dictionaries that hold one another many times end. */
const ENTRIES = 1_000_000;

/**
 * Gives everything in nested dictionaries and lists one name.
 *
 * @param root What the pickle held.
 * @param copies How many numbers may be copied for tensors that do not lie in order, or overlap.
 * @throws {Broken} if it is nested too deeply, holds too much, or something that is no value.
 *
 * @example
 * ```ts
 * import { flatten } from "./flatten.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { values } = flatten(new Map([["net", new Map([["sizes", [2, 32]]])]]), 0);
 * assertEquals([...values], [["net.sizes.0", 2], ["net.sizes.1", 32]]);
 * ```
 */
export function flatten(root: unknown, copies: number): Checkpoint {
  const tensors = new Map<string, CheckpointTensor>();
  const values = new Map<string, CheckpointValue>();
  let entries = 0, copied = 0;
  const visit = (value: unknown, name: string, depth: number): void => {
    if (depth > DEPTH) throw new Broken(`dictionaries more than ${DEPTH} deep at ${short(name)}`);
    if (++entries > ENTRIES) throw new Broken(`more than ${ENTRIES} entries`);
    const below = (key: unknown) => name === "" ? String(key) : `${name}.${key}`;
    if (value instanceof Map) {
      for (const [key, item] of value) {
        if (!["string", "number", "bigint", "boolean"].includes(typeof key)) {
          throw new Broken(`a key that is neither text nor number in ${short(name)}`);
        }
        const path = below(key);
        // One long text can be the key of many entries.
        if (path.length > 2000) throw new Broken(`a name of ${path.length} letters`);
        visit(item, path, depth + 1);
      }
      return;
    }
    if (Array.isArray(value) || value instanceof Tuple) {
      const items: readonly unknown[] = Array.isArray(value) ? value : value.items;
      items.forEach((item, i) => visit(item, below(i), depth + 1));
      return;
    }
    if (tensors.has(name) || values.has(name)) throw new Broken(`two entries named ${short(name)}`);
    if (value instanceof TensorView) {
      if ((copied += value.copies) > copies) {
        throw new Broken(`more numbers in views than the file has bytes, at ${short(name)}`);
      }
      tensors.set(name, value.gather());
    } else if (isValue(value)) values.set(name, value);
    else throw new Broken(`something that is no value at ${short(name)}`);
  };
  visit(root, "", 0);
  return { tensors, values };
}

function isValue(value: unknown): value is CheckpointValue {
  return value === null || value instanceof Uint8Array ||
    ["boolean", "number", "bigint", "string"].includes(typeof value);
}

/** Names are the file's own and may be of any length. */
function short(name: string): string {
  return name === "" ? "the top" : name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
