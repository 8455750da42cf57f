import { blobDistance } from "./cell.ts";
import { at, textures } from "./noise.ts";
import { nucleoliOf } from "./nucleus.ts";
import { boxAround, type Scene } from "./scene.ts";

/** Brightness of a G1 nucleus, counts of 12 bits above background. */
const BRIGHT = 292;

/**
 * Draws the DNA: dome-shaped nuclei with granular chromatin and darker nucleoli, bright condensed
 * masses in mitotic and dying cells.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawDna(scene: Scene): Float32Array {
  const { width, height, cells } = scene;
  const plane = new Float32Array(width * height);
  const { fine, medium } = textures();
  for (const cell of cells) {
    const { look, phase, textureX, textureY } = cell;
    const random = cell.random.fork("dna");
    const flat = phase === "interphase";
    // The same DNA over a larger area is dimmer.
    const spread = (cell.nucleusRadius / 17.5) ** 2;
    const own = BRIGHT * look.dna * Math.exp(random.normal(0, 0.12)) *
      (flat ? (cell.dna / spread) ** 0.6 : 1.25);
    const contrast = flat ? 0.1 * look.chromatin : 0.04;
    const nucleoli = flat ? nucleoliOf(cell) : [];
    for (const blob of cell.blobs) {
      const box = boxAround(blob.x, blob.y, 1.6 * Math.max(blob.a, blob.b), width, height);
      for (let y = box.top; y < box.bottom; y++) {
        for (let x = box.left; x < box.right; x++) {
          const distance = blobDistance(blob, x, y);
          if (distance >= 1) continue;
          const dome = (1 - distance * distance) ** (flat ? 0.42 : 0.2);
          const grain = fine[at(x + textureX, y + textureY)]! +
            0.6 * medium[at(x + textureY, y + textureX)]!;
          let light = own * blob.bright * dome * (1 + contrast * grain);
          for (const { x: nx, y: ny, size } of nucleoli) {
            const square = (x - nx) ** 2 + (y - ny) ** 2;
            if (square < 9 * size * size) light *= 1 - 0.2 * Math.exp(-square / (2 * size * size));
          }
          const pixel = y * width + x;
          // Lobes of one nucleus merge, nuclei of two cells add up.
          plane[pixel] = flat && cell.blobs.length > 1
            ? Math.max(plane[pixel]!, light)
            : plane[pixel]! + light * (flat ? 1 : 0.8);
        }
      }
    }
  }
  return plane;
}
