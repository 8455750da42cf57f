import type { Random } from "../../core/random.ts";
import { dab, ownerAt, spot } from "./brush.ts";
import type { Cell } from "./cell.ts";
import { at, textures } from "./noise.ts";
import type { Scene } from "./scene.ts";

/** Brightness of cell body, border and stress fibres, counts of 12 bits. */
const BODY = 120, BORDER = 150, STRESS = 42;

/**
 * Draws actin: a mottled cell body that is darker over the nucleus, a cortex along free edges and a
 * double one along shared borders, straight stress fibres, ruffles and clumps.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawActin(scene: Scene): Float32Array {
  const { width, height, cells, cellOf, depth, border, nucleusOf, shared } = scene;
  const plane = new Float32Array(width * height);
  const { fine, medium, coarse } = textures();
  for (let pixel = 0; pixel < plane.length; pixel++) {
    const owner = cellOf[pixel]!;
    if (owner === 0) continue;
    const cell = cells[owner - 1]!;
    const { look, textureX, textureY } = cell;
    const x = pixel % width, y = (pixel - x) / width;
    const grain = medium[at(x + textureX, y + textureY)]!;
    const patch = coarse[at(x + textureY, y + textureX)]!;
    const mottle = 1 + 0.14 * grain + 0.06 * fine[at(x + textureY, y + textureY)]! + 0.16 * patch;
    const edge = border[pixel]!;
    const rim = Math.min(1, 0.45 + edge / 4);
    const shadow = nucleusOf[pixel] === 0 || cell.phase !== "interphase" ? 1 : 0.72;
    const ball = cell.phase === "interphase" ? 1 : (1 - 0.6 * depth[pixel]! ** 2);
    // Border actin comes in stretches: strong at some contacts, missing at others.
    const stretch = Math.max(0.1, 0.75 + 0.55 * coarse[at(x + 77, y + 31 + owner)]! + 0.25 * grain);
    const line = Math.exp(-(((edge - 1.2) / 1.5) ** 2));
    const cortex = BORDER * look.cortex * (shared[pixel] === 1 ? 0.45 : 0.6) * line * stretch *
      Math.sqrt(cell.height);
    plane[pixel] = BODY * look.actin * cell.height * rim * mottle * shadow * ball + cortex;
  }
  cells.forEach((cell, index) => {
    const random = cell.random.fork("actin");
    if (cell.phase === "interphase") stressFibres(plane, scene, cell, index + 1, random);
    if (cell.phase !== "dying") clumps(plane, scene, cell, index + 1, random);
  });
  return plane;
}

function stressFibres(
  plane: Float32Array,
  scene: Scene,
  cell: Cell,
  owner: number,
  random: Random,
): void {
  const many = random.poisson(7 * cell.look.stress);
  const heading = random.uniform(0, Math.PI);
  for (let i = 0; i < many; i++) {
    const along = heading + random.normal(0, 0.15);
    const cos = Math.cos(along), sin = Math.sin(along);
    const aside = random.uniform(-0.8, 0.8) * cell.radius,
      shift = random.uniform(-0.5, 0.5) * cell.radius;
    const half = cell.radius * random.uniform(0.2, 0.7);
    const light = STRESS * cell.look.stress ** 0.5 * Math.exp(random.normal(0, 0.5));
    for (let run = -half; run <= half; run += 0.8) {
      const x = cell.x - aside * sin + (shift + run) * cos,
        y = cell.y + aside * cos + (shift + run) * sin;
      if (ownerAt(scene, x, y) !== owner) continue;
      dab(plane, scene.width, scene.height, x, y, light * (1 - (run / half) ** 2));
    }
  }
}

function clumps(
  plane: Float32Array,
  scene: Scene,
  cell: Cell,
  owner: number,
  random: Random,
): void {
  const many = random.poisson(cell.look.clumps * 2.2);
  for (let i = 0; i < many; i++) {
    const angle = random.uniform(0, 2 * Math.PI),
      far = cell.radius * Math.sqrt(random.uniform(0.02, 0.8));
    const x = cell.x + far * Math.cos(angle), y = cell.y + far * Math.sin(angle);
    if (ownerAt(scene, x, y) !== owner) continue;
    const size = random.uniform(0.8, 2.2), light = BODY * Math.exp(random.normal(0.1, 0.6));
    spot(plane, scene, x, y, size, light, owner);
  }
}
