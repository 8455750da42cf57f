/** Added to the variance by every batch normalisation, as torchvision's BasicConv2d does. */
export const EPSILON = 0.001;

/** A convolution without bias, followed by batch normalisation and ReLU (torchvision's BasicConv2d). */
export interface Convolution {
  kind: "convolution";
  /** Name of the layer, as in torchvision's state dict. */
  name: string;
  /** Channels in and out. */
  inputs: number;
  outputs: number;
  /** Size of the kernel: rows, columns. */
  kernel: readonly [number, number];
  /** Pixels from one output to the next. */
  stride: number;
  /** Zeros added on each side: rows, columns. */
  padding: readonly [number, number];
}

/** A pooling over 3 × 3 pixels: `max` takes every second pixel; `mean` all, and counts the border's zeros. */
export interface Pooling {
  kind: "max" | "mean";
}

/** Several convolutions of the same input, their outputs side by side. */
export interface Fork {
  kind: "fork";
  tines: readonly Convolution[];
}

/** One step of a branch. */
export type Step = Convolution | Pooling | Fork;

/** A part of the network that can be tapped and frozen: branches of one input, joined by channel. */
export interface Block {
  /** Name as in torchvision. */
  name: string;
  /** Channels that it gives. */
  outputs: number;
  /** Steps of each branch, in the order in which their outputs are joined. */
  branches: readonly (readonly Step[])[];
}

/**
 * The convolutions of a block, in the order of torchvision's state dict.
 *
 * @example
 * ```ts
 * import { blocks } from "./blocks.ts";
 * import { convolutionsOf } from "./step.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(convolutionsOf(blocks[0]!).map(({ name }) => name), ["Conv2d_1a_3x3"]);
 * ```
 */
export function convolutionsOf({ branches }: Block): Convolution[] {
  return branches.flat().flatMap((step) =>
    step.kind === "convolution" ? [step] : step.kind === "fork" ? step.tines : []
  );
}

/** What a {@link Step} does with values of one kind: tensors, or nodes of a graph. */
export interface Carrier<T> {
  /** Convolution, batch normalisation, ReLU. */
  convolve(x: T, layer: Convolution): T;
  /** Largest of 3 × 3, every second pixel. */
  max(x: T): T;
  /** Mean of 3 × 3, zeros around the border counted. */
  mean(x: T): T;
  /** Joins by channel. */
  concat(parts: T[]): T;
}

/**
 * Carries a value through a block.
 *
 * @param block The block.
 * @param x Its input.
 * @param carrier What each step does.
 *
 * @example
 * ```ts
 * import { blocks } from "./blocks.ts";
 * import { carry } from "./step.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Counts channels.
 * const channels = carry(blocks[7]!, 192, {
 *   convolve: (_, { outputs }) => outputs,
 *   max: (x) => x,
 *   mean: (x) => x,
 *   concat: (parts) => parts.reduce((a, b) => a + b),
 * });
 * assertEquals(channels, 256);
 * ```
 */
export function carry<T>(block: Block, x: T, carrier: Carrier<T>): T {
  const parts = block.branches.map((steps) =>
    steps.reduce((value, step) => {
      switch (step.kind) {
        case "convolution":
          return carrier.convolve(value, step);
        case "fork":
          return carrier.concat(step.tines.map((tine) => carrier.convolve(value, tine)));
        default:
          return carrier[step.kind](value);
      }
    }, x)
  );
  return parts.length === 1 ? parts[0] as T : carrier.concat(parts);
}
