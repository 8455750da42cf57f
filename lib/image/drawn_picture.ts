import type { ColourImage } from "./composite.ts";

/** Pictures that can be drawn. */
export const drawnPictures = ["lighthouse", "cat"] as const;

/** A picture that is no photograph, and where its thing is. */
export interface DrawnPicture extends ColourImage {
  /** 1 where the thing is, 0 elsewhere [height × width]. */
  thing: Uint8Array;
}

type Rgb = readonly [number, number, number];
/** A part of a drawing: where it is, in shares of the side, and its colour there. */
interface Part {
  thing: boolean;
  inside: (x: number, y: number) => boolean;
  colour: (x: number, y: number) => Rgb;
}

const ellipse = (cx: number, cy: number, rx: number, ry: number) => (x: number, y: number) =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
const box = (left: number, top: number, right: number, bottom: number) => (x: number, y: number) =>
  x > left && x < right && y > top && y < bottom;
/** A trapezoid that stands upright around a middle, half as wide at the top and bottom as said. */
const taper =
  (middle: number, top: number, bottom: number, upper: number, lower: number) =>
  (x: number, y: number) =>
    y > top && y < bottom &&
    Math.abs(x - middle) < upper + (lower - upper) * (y - top) / (bottom - top);
const plain = (...rgb: [number, number, number]) => () => rgb;

const ear = (tip: number) => taper(tip, 0.12, 0.42, 0.005, 0.13);
const paper: Part = {
  thing: false,
  inside: () => true,
  colour: (_, y) => [120 + 70 * y, 160 + 50 * y, 215],
};
const clouds = [[0.2, 0.2, 0.14], [0.3, 0.24, 0.12], [0.82, 0.33, 0.13], [0.74, 0.3, 0.09]];

const drawings: Record<typeof drawnPictures[number], readonly Part[]> = {
  lighthouse: [
    paper,
    ...clouds.map(([x, y, r]): Part => ({
      thing: false,
      inside: ellipse(x!, y!, r!, r! / 2.6),
      colour: plain(238, 240, 245),
    })),
    {
      thing: false,
      inside: (x, y) => y > 0.78 + 0.012 * Math.sin(40 * x),
      colour: (x, y) => [30, 80 + 25 * Math.sin(90 * y + 8 * x), 120],
    },
    { thing: false, inside: ellipse(0.52, 0.95, 0.36, 0.17), colour: plain(92, 84, 74) },
    {
      thing: true,
      inside: taper(0.52, 0.3, 0.84, 0.065, 0.115),
      colour: (_, y) => Math.floor(y * 12) % 2 === 0 ? [196, 44, 38] : [244, 242, 236],
    },
    { thing: true, inside: box(0.43, 0.27, 0.61, 0.3), colour: plain(40, 40, 44) },
    { thing: true, inside: box(0.47, 0.18, 0.57, 0.27), colour: plain(250, 226, 130) },
    { thing: true, inside: taper(0.52, 0.1, 0.18, 0.004, 0.075), colour: plain(150, 32, 28) },
    { thing: true, inside: box(0.505, 0.5, 0.535, 0.56), colour: plain(40, 40, 44) },
  ],
  cat: [
    { ...paper, colour: (x, y) => [176 - 30 * y, 190 - 20 * x, 160] },
    { thing: true, inside: ear(0.3), colour: plain(128, 104, 80) },
    { thing: true, inside: ear(0.7), colour: plain(128, 104, 80) },
    { thing: true, inside: ellipse(0.5, 1.06, 0.34, 0.34), colour: plain(120, 96, 74) },
    {
      thing: true,
      inside: ellipse(0.5, 0.54, 0.33, 0.28),
      colour: (x, y) =>
        Math.sin(60 * (x - 0.5) ** 2 + 34 * y) > 0.6 ? [92, 72, 54] : [150, 124, 96],
    },
    { thing: true, inside: ellipse(0.5, 0.66, 0.15, 0.11), colour: plain(226, 216, 202) },
    ...[0.37, 0.63].flatMap((x): Part[] => [
      { thing: true, inside: ellipse(x, 0.48, 0.07, 0.055), colour: plain(206, 214, 92) },
      { thing: true, inside: ellipse(x, 0.48, 0.018, 0.05), colour: plain(16, 16, 18) },
    ]),
    { thing: true, inside: ellipse(0.5, 0.61, 0.035, 0.025), colour: plain(196, 110, 110) },
    {
      thing: true,
      inside: (x, y) =>
        Math.abs(x - 0.5) > 0.1 && Math.abs(x - 0.5) < 0.42 &&
        [-0.3, 0, 0.3].some((slope) =>
          Math.abs(y - 0.66 - slope * (Math.abs(x - 0.5) - 0.05)) < 0.004
        ),
      colour: plain(245, 245, 240),
    },
  ],
};

/**
 * Draws a picture of an everyday thing: something to show a network that knows photographs, without a
 * photograph's licence.
 *
 * @param name Which one.
 * @param side Its width and height, px.
 *
 * @example
 * ```ts
 * import { drawnPicture } from "./drawn_picture.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { data, thing } = drawnPicture("lighthouse", 32);
 * assertEquals([data.length, thing[0], thing[20 * 32 + 16]], [4096, 0, 1]);
 * ```
 */
export function drawnPicture(name: typeof drawnPictures[number], side: number): DrawnPicture {
  const parts = drawings[name], steps = 3;
  const data = new Uint8ClampedArray(4 * side * side), thing = new Uint8Array(side * side);
  const at = (x: number, y: number) => parts.findLast(({ inside }) => inside(x, y)) as Part;
  for (let i = 0; i < thing.length; i++) {
    const left = i % side, top = Math.floor(i / side), sum = [0, 0, 0];
    // Several points a pixel, so that edges are smooth.
    for (let point = 0; point < steps ** 2; point++) {
      const x = (left + (point % steps + 0.5) / steps) / side;
      const y = (top + (Math.floor(point / steps) + 0.5) / steps) / side;
      at(x, y).colour(x, y).forEach((value, c) => sum[c]! += value / steps ** 2);
    }
    data.set([...sum, 255], 4 * i);
    thing[i] = Number(at((left + 0.5) / side, (top + 0.5) / side).thing);
  }
  return { width: side, height: side, data, thing };
}
