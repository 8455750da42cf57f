import { Random } from "../../core/random.ts";
import type { Field } from "../../image/field.ts";

/** What is drawn. */
export interface DrawnField {
  /** Side of the field, px. */
  side: number;
  /** Cells across. */
  cellsAcross: number;
  /** Cells down. */
  cellsDown: number;
  /** Names of the channels, that of the nuclei first. */
  channels: readonly string[];
  /** Another seed draws other places, sizes and noise. */
  seed: number;
}

/**
 * Draws a field to be timed: round nuclei in larger, grainy cells on a floor with the noise of a camera.
 *
 * @param options Size, cells, channels.
 * @returns The field, without the size of a pixel.
 *
 * @example
 * ```ts
 * import { drawnField } from "./drawn_field.ts";
 * import { assert } from "@std/assert";
 *
 * const one = { side: 80, cellsAcross: 1, cellsDown: 1, channels: ["DNA"], seed: 1 };
 * const { data } = drawnField(one).channels[0]!;
 * assert(data[40 * 80 + 40]! > 5 * data[0]!);
 * ```
 */
export function drawnField(
  { side, cellsAcross, cellsDown, channels, seed }: DrawnField,
): Field {
  const random = new Random(seed);
  const light = channels.map(() =>
    Float32Array.from({ length: side * side }, () => 900 + random.normal(0, 60))
  );
  const step = { x: side / cellsAcross, y: side / cellsDown };
  for (let cell = 0; cell < cellsAcross * cellsDown; cell++) {
    const x0 = (cell % cellsAcross + random.uniform(0.35, 0.65)) * step.x;
    const y0 = (Math.floor(cell / cellsAcross) + random.uniform(0.35, 0.65)) * step.y;
    const small = random.uniform(13, 19), large = small + random.uniform(12, 20);
    for (let y = Math.max(0, Math.ceil(y0 - large)); y < Math.min(side, y0 + large); y++) {
      for (let x = Math.max(0, Math.ceil(x0 - large)); x < Math.min(side, x0 + large); x++) {
        const far = Math.hypot(x - x0, y - y0), at = y * side + x;
        for (const [c, image] of light.entries()) {
          const edge = c === 0 ? small : large;
          if (far > edge) continue;
          const grain = 1 + 0.25 * Math.sin(x / (2 + c)) * Math.cos(y / (3 + c));
          (image[at] as number) += 9000 * grain * Math.min(1, (edge - far) / 4);
        }
      }
    }
  }
  return {
    width: side,
    height: side,
    channels: channels.map((name, c) => ({
      name,
      data: Uint16Array.from(light[c] as Float32Array),
    })),
    pixelSize: NaN,
    where: { plate: "bench", well: "A01", site: 1 },
  };
}
