import type { Box } from "../flows/boxes.ts";
import { CentroidGrid } from "./centroid_grid.ts";

/** How far from an object a neighbour may be: touching, or within 5 px. */
const reaches = [{ name: "Adjacent", distance: 1 }, { name: "5", distance: 5 }] as const;

/** Names of the features, in the order of {@link neighbors}. */
export const neighborFeatures: readonly string[] = reaches.flatMap(({ name }) => [
  `Neighbors_NumberOfNeighbors_${name}`,
  `Neighbors_PercentTouching_${name}`,
  `Neighbors_FirstClosestDistance_${name}`,
  `Neighbors_SecondClosestDistance_${name}`,
  `Neighbors_AngleBetweenNeighbors_${name}`,
]);

/**
 * The neighbours of every object, as CellProfiler's MeasureObjectNeighbors, for those that touch
 * (Adjacent) and those within 5 px.
 *
 * NumberOfNeighbors: objects with a pixel at most that far from one of its own. PercentTouching: share
 * of its outline, the pixels with something else among the eight around them or at the border of the
 * image, that other objects reach when grown by that distance and half a pixel. Closest distances
 * (px, between centroids) and the angle at its centroid between the two closest (degrees) do not depend
 * on the reach; they are NaN where there are too few objects, and the angle where a centroid coincides.
 *
 * @param labels Number of the object of each pixel [height × width].
 * @param objects The objects.
 * @param width Pixels across.
 * @param height Pixels down.
 * @returns `[objects × features]`.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { neighborFeatures, neighbors } from "./neighbors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 2, 0, 3]);
 * const found = neighbors(labels, boxes(labels, 4, 1), 4, 1), d = neighborFeatures.length;
 * assertEquals([found[0], found[d], found[2 * d]], [1, 1, 0]);
 * ```
 */
export function neighbors(
  labels: Int32Array,
  objects: readonly Box[],
  width: number,
  height: number,
): Float64Array {
  const each = neighborFeatures.length, found = new Float64Array(objects.length * each);
  const centres = centroids(labels, objects, width);
  const near = new CentroidGrid(centres, width, height);
  for (const [o, box] of objects.entries()) {
    const outline = outlineOf(labels, box, width, height);
    const closest = near.twoClosest(o);
    for (const [r, steps] of stepsOf.entries()) {
      const around = new Set<number>();
      let touching = 0;
      for (const at of outline) {
        const x = at % width, y = (at - x) / width;
        let touched = 0;
        for (let k = 0; k < steps.length; k += 3) {
          const u = x + (steps[k] as number), v = y + (steps[k + 1] as number);
          if (u < 0 || u >= width || v < 0 || v >= height) continue;
          const other = labels[v * width + u] as number;
          if (other === 0 || other === box.label) continue;
          touched = 1;
          if (steps[k + 2] === 1) around.add(other);
        }
        touching += touched;
      }
      const to = o * each + r * each / reaches.length;
      found.set([around.size, 100 * touching / outline.length, ...closest], to);
    }
  }
  return found;
}

/** For each reach, all steps of at most half a pixel more: dx, dy, and 1 where it is within the reach. */
const stepsOf = reaches.map(({ distance }) => {
  const steps: number[] = [];
  for (let dy = -distance; dy <= distance; dy++) {
    for (let dx = -distance; dx <= distance; dx++) {
      const square = dx * dx + dy * dy;
      if (square === 0 || square > (distance + 0.5) ** 2) continue;
      steps.push(dx, dy, square <= distance ** 2 ? 1 : 0);
    }
  }
  return Int32Array.from(steps);
});

function outlineOf(labels: Int32Array, box: Box, width: number, height: number): number[] {
  const { label, left, top, right, bottom } = box, outline: number[] = [];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const at = y * width + x;
      if (labels[at] !== label) continue;
      const inner = x > 0 && y > 0 && x < width - 1 && y < height - 1 &&
        labels[at - 1] === label && labels[at + 1] === label &&
        labels[at - width] === label && labels[at + width] === label &&
        labels[at - width - 1] === label && labels[at - width + 1] === label &&
        labels[at + width - 1] === label && labels[at + width + 1] === label;
      if (!inner) outline.push(at);
    }
  }
  return outline;
}

function centroids(labels: Int32Array, objects: readonly Box[], width: number): Float64Array {
  const centres = new Float64Array(2 * objects.length);
  for (const [o, { label, area, left, top, right, bottom }] of objects.entries()) {
    let sumX = 0, sumY = 0;
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        if (labels[y * width + x] !== label) continue;
        sumX += x;
        sumY += y;
      }
    }
    centres.set([sumX / area, sumY / area], 2 * o);
  }
  return centres;
}
