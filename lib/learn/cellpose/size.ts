import { InputError } from "../../core/errors.ts";
import type { Checkpoint } from "../checkpoint.ts";

/** Tells the diameter of cells from the style of their image: a linear regression. */
export interface SizeModel {
  /** Weight of each number of the style. */
  weights: number[];
  /** Mean style of the images that it was fitted to. */
  meanStyle: number[];
  /** Diameter that its network works at, px. */
  diameter: number;
  /** Mean logarithm of their diameters over that. */
  meanLogarithm: number;
}

/**
 * A size model of the Python package (`size_cytotorch_0.npy`).
 *
 * @param checkpoint What `readCheckpoint` made of the file.
 * @param file Its name, for messages.
 * @throws {InputError} if one of its four parts is missing or of another length.
 *
 * @example
 * ```ts
 * import { readSizeModel } from "./size.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const empty = { tensors: new Map(), values: new Map() };
 * assertThrows(() => readSizeModel(empty, "size.npy"), Error, "size.npy");
 * ```
 */
export function readSizeModel({ tensors, values }: Checkpoint, file?: string): SizeModel {
  const weights = Array.from(tensors.get("A")?.data ?? [], Number);
  const meanStyle = Array.from(tensors.get("smean")?.data ?? [], Number);
  const [diameter, meanLogarithm] = ["diam_mean", "ymean"].map((name) => number(name));
  function number(name: string): number {
    const value = values.get(name) ?? tensors.get(name)?.data[0];
    return typeof value === "number" ? value : NaN;
  }
  if (
    weights.length === 0 || weights.length !== meanStyle.length ||
    diameter === undefined || meanLogarithm === undefined ||
    ![...weights, ...meanStyle, diameter, meanLogarithm].every(Number.isFinite)
  ) {
    throw new InputError("Cannot use the file as a size model of Cellpose", {
      ...(file === undefined ? {} : { file }),
      found: [...tensors.keys(), ...values.keys()].slice(0, 8).join(", "),
      allowed: "A and smean of one length, diam_mean, ymean",
    });
  }
  return { weights, meanStyle, diameter, meanLogarithm };
}

/**
 * The diameter of cells that a style tells.
 *
 * @param model The regression.
 * @param style Style of the image.
 * @returns Diameter in px, at least 5.
 * @throws {InputError} if the style has another length: network and size model do not belong together.
 *
 * @example
 * ```ts
 * import { diameterOfStyle } from "./size.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const model = { weights: [1], meanStyle: [0.5], diameter: 30, meanLogarithm: 0 };
 * assertEquals(Math.round(diameterOfStyle(model, new Float32Array([0.5]))), 30);
 * ```
 */
export function diameterOfStyle(model: SizeModel, style: Float32Array): number {
  if (style.length !== model.weights.length) {
    throw new InputError("The size model is of another network", {
      found: `${model.weights.length} numbers`,
      allowed: `${style.length}, as the network's style has`,
    });
  }
  const sum = model.weights.reduce(
    (total, weight, i) => total + weight * ((style[i] as number) - (model.meanStyle[i] as number)),
    0,
  );
  return Math.max(5, model.diameter * Math.exp(sum + model.meanLogarithm));
}
