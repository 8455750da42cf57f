import type { Random } from "../../core/random.ts";
import type { Phenotype } from "./phenotype.ts";

/** Where a cell stands in its cycle, as far as it changes the picture. */
export type Phase =
  | "interphase"
  | "metaphase"
  | "anaphase"
  | "prometaphase"
  | "monopolar"
  | "dying";

/** An ellipse with a wavy outline: nuclei, lobes, micronuclei and chromosome masses are made of them. */
export interface Blob {
  /** Centre, px. */
  x: number;
  /** Centre, px. */
  y: number;
  /** Half axes, px. */
  a: number;
  /** Half axes, px. */
  b: number;
  /** Direction of the first axis. */
  cos: number;
  /** Direction of the first axis. */
  sin: number;
  /** Waviness: relative amplitude and phase of the waves of order 2, 3, 4, … */
  waves: readonly (readonly [number, number])[];
  /** Relative brightness. */
  bright: number;
}

/** A cell to be drawn. */
export interface Cell {
  /** Centre of the cell body, px; may lie outside the field. */
  x: number;
  /** Centre of the cell body, px. */
  y: number;
  /** Stage. */
  phase: Phase;
  /**
   * Whether it looks as the treatment makes cells look, 0.3 to 1.4 times as much as the well's effect; the others
   * show 12 % of it. Division and death are drawn for the whole well, so the phase of a cell does not depend on
   * this.
   */
  responded: boolean;
  /** What it looks like. */
  look: Phenotype;
  /** Distance from the centre to the free outline in {@link DIRECTIONS} directions, px. */
  outline: Float32Array;
  /** Mean of the outline, px. */
  radius: number;
  /** DNA masses. */
  blobs: Blob[];
  /** Centre of the first nucleus, px. */
  nucleusX: number;
  /** Centre of the first nucleus, px. */
  nucleusY: number;
  /** Radius of the nucleus, px. */
  nucleusRadius: number;
  /** Relative amount of DNA; see `Nucleus`. */
  dna: number;
  /** Height of the cell body relative to a flat cell: rounded cells are thick, hence bright. */
  height: number;
  /** Its own stream for what is drawn later. */
  random: Random;
  /** Offset into the shared textures, px. */
  textureX: number;
  /** Offset into the shared textures, px. */
  textureY: number;
}

/** Number of directions in an outline. */
export const DIRECTIONS = 96;

/** The radius of an outline in any direction, by linear interpolation. */
export function radiusAt(outline: Float32Array, angle: number): number {
  const turn = (angle / (2 * Math.PI) + 2) * DIRECTIONS;
  const floor = Math.floor(turn), part = turn - floor;
  const here = outline[floor % DIRECTIONS]!, next = outline[(floor + 1) % DIRECTIONS]!;
  return here + part * (next - here);
}

/**
 * Relative distance of a point from a blob's centre: 0 in the centre, 1 on the outline.
 */
export function blobDistance(blob: Blob, x: number, y: number): number {
  const dx = x - blob.x, dy = y - blob.y;
  const u = (dx * blob.cos + dy * blob.sin) / blob.a, v = (dy * blob.cos - dx * blob.sin) / blob.b;
  const distance = Math.sqrt(u * u + v * v);
  if (distance < 0.5 || distance > 1.7) return distance;
  const angle = Math.atan2(v, u);
  let wave = 1;
  for (let k = 0; k < blob.waves.length; k++) {
    const [amplitude, phase] = blob.waves[k]!;
    wave += amplitude * Math.cos((k + 2) * angle + phase);
  }
  return distance / wave;
}

/**
 * The free outline of a cell: a polygon of straight edges, some of whose corners are tips where the
 * cell holds on to the ground; between the tips it draws in, and it gets rounder as it rounds up.
 *
 * @param radius Mean radius of the spread cell, px.
 * @param look Its phenotype.
 * @param random The cell's stream.
 * @returns Radii in {@link DIRECTIONS} directions, px.
 */
export function drawOutline(radius: number, look: Phenotype, random: Random): Float32Array {
  const spin = random.uniform(0, 2 * Math.PI);
  const tilt = random.uniform(0, 2 * Math.PI);
  const long = Math.sqrt(1 + look.elongation * Math.abs(random.normal(1, 0.5)));
  const corners = 5 + random.integer(5);
  const tips = random.shuffle(Array.from({ length: corners }, (_, i) => i < 2 + random.integer(4)));
  const angles: number[] = [], lengths: number[] = [];
  for (let i = 0; i < corners; i++) {
    const angle = spin + (i + random.uniform(-0.25, 0.25)) * 2 * Math.PI / corners;
    const c = Math.cos(angle - tilt) / long, s = Math.sin(angle - tilt) * long;
    const reach = tips[i]
      ? 1.05 + (0.15 + 0.55 * look.retraction) * random.uniform()
      : 1 - Math.min(0.75, 0.7 * look.retraction * random.uniform(0.6, 1.3));
    angles.push(angle);
    lengths.push(radius * reach * Math.exp(random.normal(0, 0.08)) / Math.hypot(c, s));
  }
  const ball = Math.min(1, look.rounding);
  const outline = new Float32Array(DIRECTIONS);
  for (let d = 0; d < DIRECTIONS; d++) {
    const angle = d * 2 * Math.PI / DIRECTIONS;
    let i = 0, gap = 0, into = 0;
    for (i = 0; i < corners; i++) {
      gap = turn(angles[(i + 1) % corners]! - angles[i]!);
      into = turn(angle - angles[i]!);
      if (into <= gap) break;
    }
    const a = lengths[i % corners]!, b = lengths[(i + 1) % corners]!;
    const edge = a * b * Math.sin(gap) / (a * Math.sin(into) + b * Math.sin(gap - into));
    outline[d] = edge + ball * (radius * 0.62 - edge);
  }
  return smooth(smooth(smooth(smooth(smooth(outline)))));
}

function turn(angle: number): number {
  const full = 2 * Math.PI;
  return ((angle % full) + full) % full;
}

function smooth(outline: Float32Array): Float32Array {
  return outline.map((value, d) =>
    0.5 * value +
    0.25 * (outline[(d + 1) % DIRECTIONS]! + outline[(d + DIRECTIONS - 1) % DIRECTIONS]!)
  );
}
