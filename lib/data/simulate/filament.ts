import type { Random } from "../../core/random.ts";
import { dab, ownerAt } from "./brush.ts";
import type { Scene } from "./scene.ts";

/** A thread that wanders through its cell. */
export interface Filament {
  /** Number of its cell; the thread ends where the cell does. */
  owner: number;
  /** Where it starts, px. */
  x: number;
  /** Where it starts, px. */
  y: number;
  /** Where it heads at first, radians. */
  heading: number;
  /** Length, px. */
  length: number;
  /** Distance between two dabs, px. */
  step: number;
  /** Turn at each step, radians. */
  bend: number;
  /** Largest random turn at each step beside it, radians. */
  wobble: number;
  /** Light of each dab, counts of 12 bits. */
  light: number;
  /** Where its random turns come from. */
  random: Random;
}

/** Draws a thread, dab by dab. */
export function drawFilament(plane: Float32Array, scene: Scene, filament: Filament): void {
  const { owner, length, step, bend, wobble, light, random } = filament;
  let { x, y, heading } = filament;
  for (let run = 0; run < length; run += step) {
    if (ownerAt(scene, x, y) !== owner) break;
    dab(plane, scene.width, scene.height, x, y, light);
    heading += bend + random.uniform(-wobble, wobble);
    x += step * Math.cos(heading);
    y += step * Math.sin(heading);
  }
}
