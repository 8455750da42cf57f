import { Random } from "../../../lib/core/random.ts";
import { type Cell, DIRECTIONS, type Phase } from "../../../lib/data/simulate/cell.ts";
import { seedCulture } from "../../../lib/data/simulate/culture.ts";
import { drawNucleus } from "../../../lib/data/simulate/nucleus.ts";
import { CONTROL, type Phenotype } from "../../../lib/data/simulate/phenotype.ts";
import { layScene, type Scene } from "../../../lib/data/simulate/scene.ts";

/** A field of many flat cells. */
export function sceneOf(changes: Partial<Phenotype>): Scene {
  const full = { ...CONTROL, mitotic: 0, dying: 0, ...changes };
  return layScene(300, 300, seedCulture(300, 300, { full, effect: 1 }, 1, new Random(1)));
}

/** A round cell of 50 px with a round nucleus of 17.5 px, in the middle of a field of 160 px. */
export function roundCell(
  look: Partial<Phenotype> = {},
  phase: Phase = "interphase",
  changes: Partial<Cell> = {},
): Cell {
  const full = { ...CONTROL, ...look }, x = 80, y = 80;
  const round = { x, y, a: 17.5, b: 17.5, cos: 1, sin: 0, waves: [], bright: 1 };
  return {
    x,
    y,
    phase,
    responded: false,
    look: full,
    outline: new Float32Array(DIRECTIONS).fill(50),
    radius: 50,
    blobs: phase === "interphase" ? [round] : drawNucleus(x, y, phase, full, new Random(3)).blobs,
    nucleusX: x,
    nucleusY: y,
    nucleusRadius: 17.5,
    dna: 1,
    height: 1,
    random: new Random(7),
    textureX: 40,
    textureY: 90,
    ...changes,
  };
}

/** A field of 160 px with these cells, by default one round one. */
export function fieldOf(...cells: Cell[]): Scene {
  return layScene(160, 160, cells);
}

/** Distance of a pixel from a point, by default the middle of a field of 160 px. */
export function away({ width }: Scene, pixel: number, x = 80, y = 80): number {
  return Math.hypot(pixel % width - x, Math.floor(pixel / width) - y);
}

/** Mean of the pixels where a test on the pixel holds. */
export function mean(plane: Float32Array, where: (pixel: number) => boolean): number {
  let sum = 0, n = 0;
  plane.forEach((value, pixel) => {
    if (!where(pixel)) return;
    sum += value;
    n++;
  });
  return sum / n;
}

/** The brightest pixel. */
export function top(plane: Float32Array): number {
  return plane.reduce((a, b) => Math.max(a, b), 0);
}

/** Largest difference between two planes, relative to the brightest pixel of the second. */
export function difference(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0) / top(b);
}

/** A plane times a number. */
export function times(plane: Float32Array, factor: number): Float32Array {
  return plane.map((value) => value * factor);
}
