import type { Random } from "../../core/random.ts";
import { gaussianBlur } from "./blur.ts";
import { drawBodies } from "./bodies.ts";
import { dab, ownerAt, spot } from "./brush.ts";
import type { Cell } from "./cell.ts";
import { drawFilament } from "./filament.ts";
import { at, textures } from "./noise.ts";
import type { Scene } from "./scene.ts";

/** Brightness of cell body, border, folds and stress fibres, counts of 12 bits. */
const BODY = 225, BORDER = 230, FOLD = 150, STRESS = 75, MESH = 46;

/**
 * Draws actin: a mottled cell body that is darker over the nucleus, a cortex along free edges and a
 * double one along shared borders, membrane folds in patches, straight stress fibres and clumps.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawActin(scene: Scene): Float32Array {
  const { width, height, cells } = scene;
  const plane = gaussianBlur(drawBody(scene), width, height, 1.5);
  addBorders(plane, scene);
  cells.forEach((cell, index) => {
    const random = cell.random.fork("actin");
    if (cell.phase === "interphase") stressFibres(plane, scene, cell, index + 1, random);
    if (cell.phase === "interphase") mesh(plane, scene, cell, index + 1, random);
    if (cell.phase !== "dying") clumps(plane, scene, cell, index + 1, random);
  });
  return plane;
}

function drawBody(scene: Scene): Float32Array {
  const { depth, border, nucleusOf } = scene;
  const { medium, coarse } = textures();
  return drawBodies(scene, (cell, pixel, x, y) => {
    const { look, textureX, textureY, phase } = cell;
    const mottle = 1 +
      (phase === "interphase" ? 0.12 : 0.15) * medium[at(x + textureX, y + textureY)]! +
      0.18 * coarse[at(x + textureY, y + textureX)]! +
      0.1 * coarse[at((x >> 1) + 57, (y >> 1) + 19 + scene.cells.length)]!;
    const flat = phase === "interphase";
    const shadow = nucleusOf[pixel] === 0 || !flat ? 1 : 0.72;
    const ball = flat ? 1 : 1 - 0.6 * depth[pixel]! ** 2;
    return BODY * look.actin * cell.height * Math.min(1, 0.45 + border[pixel]! / 5) *
      Math.max(0.3, mottle) * shadow * ball;
  });
}

function addBorders(plane: Float32Array, scene: Scene): void {
  const { width, cells, cellOf, border, shared, nucleusOf } = scene;
  const { fine, medium, coarse } = textures();
  for (let pixel = 0; pixel < plane.length; pixel++) {
    const owner = cellOf[pixel]!;
    if (owner === 0) continue;
    const { look, textureX, textureY, height, phase } = cells[owner - 1]!;
    const x = pixel % width, y = (pixel - x) / width;
    const edge = border[pixel]!;
    // Border actin comes in stretches: strong at some contacts, missing at others.
    const stretch = coarse[at(x + 77, y + 31 + cells.length)]! + 0.35 * medium[at(x + 9, y + 5)]!;
    let light = 0;
    if (edge < 8) {
      const line = Math.exp(-(((edge - 1.2) / 1.7) ** 2)) + 0.35 * Math.exp(-edge / 4);
      light += BORDER * look.cortex * (shared[pixel] === 1 ? 0.5 : 0.6) * line *
        Math.max(0.08, 0.55 + 0.5 * stretch);
    }
    if (phase === "interphase") {
      // The zero lines of a smooth texture are curved lines: folds, where the patch has them.
      const fold = coarse[at(2 * x + textureY, 2 * y + textureX)]! +
        0.35 * medium[at(x + textureX, y + textureX)]!;
      const patch = Math.max(0, 0.15 + coarse[at(x + textureX + 99, y + textureY)]!);
      const over = nucleusOf[pixel] === 0 ? 1 : 0.5;
      const blotch = 0.35 + 0.3 * medium[at(x + textureY, y + textureX)]! +
        0.22 * fine[at(x + textureY, y)]!;
      light += FOLD * look.actin * look.cortex ** 0.5 * patch * over * Math.min(1, edge / 5) *
        (0.6 * Math.exp(-((fold / 0.25) ** 2)) + Math.max(0, blotch));
    }
    const grain = 1 + 0.05 * fine[at(x + textureX, y + textureX)]!;
    plane[pixel] = (plane[pixel]! + light * Math.sqrt(height)) * grain;
  }
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

/** A felt of short curved filaments under the membrane, denser on one side of the cell. */
function mesh(
  plane: Float32Array,
  scene: Scene,
  cell: Cell,
  owner: number,
  random: Random,
): void {
  const { look } = cell;
  const many = random.poisson(
    110 * Math.sqrt(look.stress * look.cortex) * (cell.radius / 52) ** 1.5,
  );
  const side = random.uniform(0, 2 * Math.PI);
  for (let i = 0; i < many; i++) {
    const angle = side + random.normal(0, 1.5),
      far = cell.radius * Math.sqrt(random.uniform(0.02, 1));
    // The order in which an object is written is the order in which its random numbers are drawn.
    drawFilament(plane, scene, {
      owner,
      x: cell.x + far * Math.cos(angle),
      y: cell.y + far * Math.sin(angle),
      heading: random.uniform(0, 2 * Math.PI),
      length: random.uniform(4, 16),
      step: 0.85,
      bend: random.normal(0, 0.04),
      wobble: 0.15,
      light: MESH * look.actin * Math.exp(random.normal(0, 0.45)) * Math.sqrt(cell.height),
      random,
    });
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
    const size = random.uniform(0.7, 1.8), light = BODY * Math.exp(random.normal(0.1, 0.6));
    spot(plane, scene, x, y, size, light, owner);
    // Most clumps are drawn out or have a second one at their side.
    const turn = random.uniform(0, 2 * Math.PI), far2 = random.uniform(1, 3);
    spot(
      plane,
      scene,
      x + far2 * Math.cos(turn),
      y + far2 * Math.sin(turn),
      size,
      0.7 * light,
      owner,
    );
  }
}
