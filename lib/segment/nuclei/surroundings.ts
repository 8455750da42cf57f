/** What surrounds an object. */
export interface Surroundings {
  /** Background pixels around each object, by its number. */
  pixels: Float64Array;
  /** Sum of their levels. */
  light: Float64Array;
}

/**
 * Adds up the background around each object: the pixels `distance` and one more steps by a side away from
 * it, and nearer to it than to any other.
 *
 * @param labels Label image [height × width].
 * @param levels Smoothed levels [height × width].
 * @param width Pixels across.
 * @param count Largest number of an object.
 * @param distance Steps that are left out as the blurred edge, at least 1, less one.
 *
 * @example
 * ```ts
 * import { surroundings } from "./surroundings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 0, 0, 0, 0]), levels = new Uint16Array([90, 70, 20, 10, 5]);
 * const { pixels, light } = surroundings(labels, levels, 5, 1, 2);
 * assertEquals([pixels[1], light[1]], [2, 30]);
 * ```
 */
export function surroundings(
  labels: Int32Array,
  levels: Uint16Array,
  width: number,
  count: number,
  distance: number,
): Surroundings {
  const pixels = new Float64Array(count + 1), light = new Float64Array(count + 1);
  const owners = labels.slice(), last = labels.length - width;
  let front: number[] = [];
  for (let step = 0; step <= distance + 1; step++) {
    const next: number[] = [];
    const visit = (i: number, owner: number) => {
      if (owners[i] !== 0) return;
      owners[i] = owner;
      next.push(i);
      if (step < distance) return;
      pixels[owner] = (pixels[owner] as number) + 1;
      light[owner] = (light[owner] as number) + (levels[i] as number);
    };
    const spread = (i: number) => {
      const owner = owners[i] as number, x = i % width;
      if (i >= width) visit(i - width, owner);
      if (x > 0) visit(i - 1, owner);
      if (x < width - 1) visit(i + 1, owner);
      if (i < last) visit(i + width, owner);
    };
    // The first step starts from every pixel of an object, those after it from the pixels just reached.
    if (step === 0) {
      step++;
      for (let i = 0; i < labels.length; i++) if (labels[i] !== 0) spread(i);
    } else for (const i of front) spread(i);
    front = next;
  }
  return { pixels, light };
}
