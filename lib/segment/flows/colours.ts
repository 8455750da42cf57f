/** A picture of flows. */
export interface FlowPicture {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Red, green, blue and opacity of each pixel [height × width × 4]. */
  data: Uint8ClampedArray;
}

/** Where red, green and blue lie on the circle of directions. */
const thirds = [0, 1, 2].map((k) => k * 2 * Math.PI / 3);

/**
 * Flows as colours: the direction is the hue, red to the right, and the length the brightness.
 *
 * @param flows Vertical, then horizontal parts [2 × height × width]; unit vectors within objects.
 * @param width Pixels across.
 * @param height Pixels down.
 * @returns The picture; black where nothing flows.
 * @throws {RangeError} if the number of flows is not 2 × width × height.
 *
 * @example
 * ```ts
 * import { flowColours } from "./colours.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { data } = flowColours(Float32Array.of(0, 0, 1, 0), 2, 1);
 * assertEquals([...data], [255, 64, 64, 255, 0, 0, 0, 255]);
 * ```
 */
export function flowColours(
  flows: Float32Array,
  width: number,
  height: number,
): FlowPicture {
  const size = width * height;
  if (flows.length !== 2 * size) {
    throw new RangeError(`Expected ${2 * size} flows, found ${flows.length}`);
  }
  const data = new Uint8ClampedArray(4 * size);
  for (let i = 0; i < size; i++) {
    const down = flows[i] as number, right = flows[size + i] as number;
    const length = Math.min(1, Math.hypot(down, right)), angle = Math.atan2(down, right);
    thirds.forEach((third, k) => {
      data[4 * i + k] = 255 * length * (0.5 + 0.5 * Math.cos(angle - third));
    });
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}
