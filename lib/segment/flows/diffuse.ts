import { boxes } from "./boxes.ts";

/**
 * The flow field of labelled objects: at every pixel of an object a unit vector that leads to the
 * object's centre around its bends (Stringer 2021, as in Cellpose 3.1).
 *
 * Heat enters at the pixel of the object that is nearest to its mean position, one unit a step, and
 * spreads to the mean over the 3 × 3 neighbours within the object; the flow is the direction of the
 * gradient. There are 2 (height + width + 4) steps for an object's bounding box.
 *
 * @param labels Labels [height × width], 0 = background.
 * @param width Pixels across.
 * @param height Pixels down.
 * @returns Flows [2 × height × width]: all vertical parts (down is positive), then all horizontal
 * ones; 0 in the background.
 *
 * @example
 * ```ts
 * import { labelsToFlows } from "./diffuse.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const flows = labelsToFlows(new Int32Array([1, 1, 1]), 3, 1);
 * assertEquals([...flows.subarray(3)], [1, 0, -1]);
 * ```
 */
export function labelsToFlows(labels: Int32Array, width: number, height: number): Float32Array {
  const flows = new Float32Array(2 * width * height);
  for (const { label, left, top, right, bottom } of boxes(labels, width, height)) {
    // A frame of zeros around the object spares every test for the border.
    const across = right - left + 3, down = bottom - top + 3;
    const pixels = new Int32Array(across * down);
    let count = 0, sumX = 0, sumY = 0;
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        if (labels[y * width + x] !== label) continue;
        pixels[count++] = (y - top + 1) * across + (x - left + 1);
        sumX += x - left;
        sumY += y - top;
      }
    }
    const inside = pixels.subarray(0, count);
    const centre = nearest(inside, across, sumX / count + 1, sumY / count + 1);
    const heat = diffuse(inside, centre, across, down, 2 * (across + down));
    for (const i of inside) {
      const dy = (heat[i + across] as number) - (heat[i - across] as number);
      const dx = (heat[i + 1] as number) - (heat[i - 1] as number);
      const length = Math.sqrt(dy * dy + dx * dx);
      if (length === 0) continue;
      const x = i % across, y = (i - x) / across;
      const pixel = (top + y - 1) * width + left + x - 1;
      flows[pixel] = dy / length;
      flows[width * height + pixel] = dx / length;
    }
  }
  return flows;
}

/** The pixel of the object nearest to a place, the first in reading order of equally near ones. */
function nearest(inside: Int32Array, across: number, x: number, y: number): number {
  let best = Infinity, centre = 0;
  for (const i of inside) {
    const dx = i % across - x, dy = Math.floor(i / across) - y;
    const distance = dx * dx + dy * dy;
    if (distance < best) {
      best = distance;
      centre = i;
    }
  }
  return centre;
}

function diffuse(
  inside: Int32Array,
  centre: number,
  across: number,
  down: number,
  steps: number,
): Float64Array {
  // Multiplied, not divided: at a centre the difference of the last bit decides the direction.
  const ninth = 1 / 9;
  const heat = new Float64Array(across * down), next = new Float64Array(inside.length);
  for (let step = 0; step < steps; step++) {
    heat[centre] = (heat[centre] as number) + 1;
    for (let k = 0; k < inside.length; k++) {
      const i = inside[k] as number, up = i - across, below = i + across;
      next[k] = ninth * ((heat[i] as number) + (heat[up] as number) + (heat[below] as number) +
        (heat[i - 1] as number) + (heat[i + 1] as number) + (heat[up - 1] as number) +
        (heat[up + 1] as number) + (heat[below - 1] as number) + (heat[below + 1] as number));
    }
    for (let k = 0; k < inside.length; k++) heat[inside[k] as number] = next[k] as number;
  }
  return heat;
}
