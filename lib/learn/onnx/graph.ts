import { Message } from "./protobuf.ts";

/** What can be said about a node: whole numbers, alone or in a row, or one that is not whole. */
export type Attributes = Readonly<Record<string, number | readonly number[] | { float: number }>>;

/** A side of an input or output: its length, or the name of one that is known only when it runs. */
export type Side = number | string;

/** Numbers of the format (onnx.proto3) that say what follows. */
const FLOAT = 1, INT = 2, INTS = 7;
/** Number of the format for tensors of 64-bit whole numbers. */
const INT64 = 7;

/** Writes a graph in the ONNX format, in which ONNX Runtime and others run networks.
 *
 * @example
 * ```ts
 * import { Graph } from "./graph.ts";
 * import { assert } from "@std/assert";
 *
 * const graph = new Graph("double");
 * const x = graph.input("x", ["n", 2]);
 * const two = graph.constant("two", [1], new Float32Array([2]));
 * graph.output(graph.node("Mul", [x, two]), ["n", 2]);
 * assert(graph.encode().length > 50);
 * ```
 */
export class Graph {
  readonly #graph = new Message();
  #count = 0;

  /** @param name Name of the graph. */
  constructor(name: string) {
    this.#graph.string(2, name);
  }

  /** Declares an input of 32-bit floats. */
  input(name: string, shape: readonly Side[]): string {
    this.#graph.message(11, value(name, shape));
    return name;
  }

  /** Declares a value as an output of 32-bit floats. */
  output(name: string, shape: readonly Side[]): void {
    this.#graph.message(12, value(name, shape));
  }

  /** Adds numbers that are known beforehand. */
  constant(name: string, shape: readonly number[], data: Float32Array): string {
    const tensor = new Message();
    for (const side of shape) tensor.integer(1, side);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#graph.message(5, tensor.integer(2, FLOAT).string(8, name).raw(9, bytes));
    return name;
  }

  /** Adds a row of whole numbers that are known beforehand, for operators that take a shape or place. */
  whole(name: string, values: readonly number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    const tensor = new Message().integer(1, values.length).integer(2, INT64).string(8, name);
    this.#graph.message(5, tensor.raw(9, bytes));
    return name;
  }

  /**
   * Adds a node.
   *
   * @param operator Name of the operator, for example `Conv`.
   * @param inputs Values that it reads.
   * @param attributes What the operator wants to know.
   * @returns Name of what it gives.
   */
  node(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const output = `${operator}_${++this.#count}`, node = new Message();
    for (const input of inputs) node.string(1, input);
    node.string(2, output).string(4, operator);
    for (const [name, given] of Object.entries(attributes)) {
      const attribute = new Message().string(1, name);
      if (typeof given === "number") attribute.integer(3, given).integer(20, INT);
      else if ("float" in given) attribute.float(2, given.float).integer(20, FLOAT);
      else {
        for (const one of given) attribute.integer(8, one);
        attribute.integer(20, INTS);
      }
      node.message(5, attribute);
    }
    this.#graph.message(1, node);
    return output;
  }

  /** The file: version 8 of the format, operators of version 17. */
  encode(): Uint8Array {
    const operators = new Message().string(1, "").integer(2, 17);
    return new Message().integer(1, 8).string(2, "cell2structure").message(7, this.#graph)
      .message(8, operators).bytes();
  }
}

function value(name: string, sides: readonly Side[]): Message {
  const shape = new Message();
  for (const side of sides) {
    const one = new Message();
    shape.message(1, typeof side === "number" ? one.integer(1, side) : one.string(2, side));
  }
  const tensor = new Message().integer(1, FLOAT).message(2, shape);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}
