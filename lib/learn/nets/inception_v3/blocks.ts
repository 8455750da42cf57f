import type { Block, Convolution, Fork, Pooling } from "./step.ts";

/** Kernel, and what differs from a convolution that keeps the size. */
type Shape = { kernel: number | readonly [number, number]; stride?: number; pad?: false };

function convolution(name: string, inputs: number, outputs: number, shape: Shape): Convolution {
  const { kernel: side, stride = 1, pad } = shape;
  const kernel = typeof side === "number" ? [side, side] as const : side;
  const padding = pad === false ? [0, 0] as const : [kernel[0] >> 1, kernel[1] >> 1] as const;
  return { kind: "convolution", name, inputs, outputs, kernel, stride, padding };
}

const whole = (kernel: number, stride = 1): Shape => ({ kernel, stride, pad: false });
const [one, three, five] = [1, 3, 5].map((kernel): Shape => ({ kernel })) as [Shape, Shape, Shape];
const row: Shape = { kernel: [1, 7] }, column: Shape = { kernel: [7, 1] };
const shortRow: Shape = { kernel: [1, 3] }, shortColumn: Shape = { kernel: [3, 1] };
const mean: Pooling = { kind: "mean" }, max: Pooling = { kind: "max" };

/** Writes a chain of convolutions: after the first, each begins with the channels of the one before. */
function chain(block: string, inputs: number, ...layers: [string, number, Shape][]): Convolution[] {
  let width = inputs;
  return layers.map(([name, outputs, shape]) => {
    const layer = convolution(`${block}.${name}`, width, outputs, shape);
    width = outputs;
    return layer;
  });
}

function stem(name: string, inputs: number, outputs: number, shape: Shape): Block {
  return { name, outputs, branches: [[convolution(name, inputs, outputs, shape)]] };
}

/** Figure 5 of the paper, its 5 × 5 kept. */
function inceptionA(name: string, inputs: number, pooled: number): Block {
  const of = (...layers: [string, number, Shape][]) => chain(name, inputs, ...layers);
  return {
    name,
    outputs: 64 + 64 + 96 + pooled,
    branches: [
      of(["branch1x1", 64, one]),
      of(["branch5x5_1", 48, one], ["branch5x5_2", 64, five]),
      of(["branch3x3dbl_1", 64, one], ["branch3x3dbl_2", 96, three], ["branch3x3dbl_3", 96, three]),
      [mean, ...of(["branch_pool", pooled, one])],
    ],
  };
}

function inceptionB(name: string, inputs: number): Block {
  const of = (...layers: [string, number, Shape][]) => chain(name, inputs, ...layers);
  const last: [string, number, Shape] = ["branch3x3dbl_3", 96, whole(3, 2)];
  return {
    name,
    outputs: 384 + 96 + inputs,
    branches: [
      of(["branch3x3", 384, whole(3, 2)]),
      of(["branch3x3dbl_1", 64, one], ["branch3x3dbl_2", 96, three], last),
      [max],
    ],
  };
}

/** Figure 6: 7 × 7 as a row and a column. */
function inceptionC(name: string, inputs: number, width: number): Block {
  const of = (...layers: [string, number, Shape][]) => chain(name, inputs, ...layers);
  return {
    name,
    outputs: 4 * 192,
    branches: [
      of(["branch1x1", 192, one]),
      of(["branch7x7_1", width, one], ["branch7x7_2", width, row], ["branch7x7_3", 192, column]),
      of(
        ["branch7x7dbl_1", width, one],
        ["branch7x7dbl_2", width, column],
        ["branch7x7dbl_3", width, row],
        ["branch7x7dbl_4", width, column],
        ["branch7x7dbl_5", 192, row],
      ),
      [mean, ...of(["branch_pool", 192, one])],
    ],
  };
}

function inceptionD(name: string, inputs: number): Block {
  const of = (...layers: [string, number, Shape][]) => chain(name, inputs, ...layers);
  return {
    name,
    outputs: 320 + 192 + inputs,
    branches: [
      of(["branch3x3_1", 192, one], ["branch3x3_2", 320, whole(3, 2)]),
      of(
        ["branch7x7x3_1", 192, one],
        ["branch7x7x3_2", 192, row],
        ["branch7x7x3_3", 192, column],
        ["branch7x7x3_4", 192, whole(3, 2)],
      ),
      [max],
    ],
  };
}

/** Figure 7: 3 × 3 as a row beside a column. */
function inceptionE(name: string, inputs: number): Block {
  const of = (...layers: [string, number, Shape][]) => chain(name, inputs, ...layers);
  const fork = (stem: string): Fork => ({
    kind: "fork",
    tines: [
      convolution(`${name}.${stem}a`, 384, 384, shortRow),
      convolution(`${name}.${stem}b`, 384, 384, shortColumn),
    ],
  });
  return {
    name,
    outputs: 320 + 768 + 768 + 192,
    branches: [
      of(["branch1x1", 320, one]),
      [...of(["branch3x3_1", 384, one]), fork("branch3x3_2")],
      [...of(["branch3x3dbl_1", 448, one], ["branch3x3dbl_2", 384, three]), fork("branch3x3dbl_3")],
      [mean, ...of(["branch_pool", 192, one])],
    ],
  };
}

/**
 * All blocks of Inception V3 (Szegedy 2016) from the image to the last pool, in order, as torchvision
 * builds them.
 *
 * @example
 * ```ts
 * import { blocks } from "./blocks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(blocks.at(-1)?.name, "Mixed_7c");
 * assertEquals(blocks.at(-1)?.outputs, 2048);
 * ```
 */
export const blocks: readonly Block[] = [
  stem("Conv2d_1a_3x3", 3, 32, whole(3, 2)),
  stem("Conv2d_2a_3x3", 32, 32, whole(3)),
  stem("Conv2d_2b_3x3", 32, 64, three),
  { name: "maxpool1", outputs: 64, branches: [[max]] },
  stem("Conv2d_3b_1x1", 64, 80, whole(1)),
  stem("Conv2d_4a_3x3", 80, 192, whole(3)),
  { name: "maxpool2", outputs: 192, branches: [[max]] },
  inceptionA("Mixed_5b", 192, 32),
  inceptionA("Mixed_5c", 256, 64),
  inceptionA("Mixed_5d", 288, 64),
  inceptionB("Mixed_6a", 288),
  inceptionC("Mixed_6b", 768, 128),
  inceptionC("Mixed_6c", 768, 160),
  inceptionC("Mixed_6d", 768, 160),
  inceptionC("Mixed_6e", 768, 192),
  inceptionD("Mixed_7a", 768),
  inceptionE("Mixed_7b", 1280),
  inceptionE("Mixed_7c", 2048),
];

/** Block whose output the auxiliary head reads. */
export const AUXILIARY_INPUT = "Mixed_6e";

/** The two convolutions of the auxiliary head, after a mean over 5 × 5 pixels in steps of 3. */
export const auxiliary: readonly Convolution[] = chain(
  "AuxLogits",
  768,
  ["conv0", 128, whole(1)],
  ["conv1", 768, whole(5)],
);
