import type { Random } from "../../core/random.ts";
import { dab, ownerAt, spot } from "./brush.ts";
import type { Cell } from "./cell.ts";
import { at, textures } from "./noise.ts";
import type { Scene } from "./scene.ts";

/** Brightness of the cell body and of a single fibre, counts of 12 bits. */
const BODY = 48, FIBRE = 30;

/**
 * Draws tubulin: dimers all over the cell body, a cage of fibres that leaves the organising centre
 * and bends along the cell's border, spindles in dividing cells, bundles where fibres are stabilised.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawTubulin(scene: Scene): Float32Array {
  const { width, height, cells, cellOf, depth, border, nucleusOf } = scene;
  const plane = new Float32Array(width * height);
  const { medium, coarse } = textures();
  for (let pixel = 0; pixel < plane.length; pixel++) {
    const owner = cellOf[pixel]!;
    if (owner === 0) continue;
    const cell = cells[owner - 1]!;
    const x = pixel % width, y = (pixel - x) / width;
    const rim = Math.min(1, 0.35 + border[pixel]! / 5);
    const body = (1 - 0.75 * depth[pixel]! ** 2) ** 0.5;
    const mottle = 1 + 0.1 * medium[at(x + cell.textureX, y + cell.textureY)]! +
      0.1 * coarse[at(x + cell.textureY, y + cell.textureX)]!;
    const shadow = nucleusOf[pixel] === 0 || cell.phase !== "interphase" ? 1 : 0.86;
    plane[pixel] = BODY * cell.height * cell.look.tubulin * cell.look.diffuseTubulin * rim * body *
      mottle * shadow;
  }
  cells.forEach((cell, index) => {
    const random = cell.random.fork("tubulin");
    if (cell.phase === "interphase") cage(plane, scene, cell, index + 1, random);
    else if (cell.phase !== "dying") spindle(plane, scene, cell, index + 1, random);
    if (cell.look.aggresome > 0.05 && cell.phase === "interphase") {
      aggresome(plane, scene, cell, index + 1, random);
    }
  });
  return plane;
}

function cage(
  plane: Float32Array,
  scene: Scene,
  cell: Cell,
  owner: number,
  random: Random,
): void {
  const { look } = cell;
  const angle = random.uniform(0, 2 * Math.PI);
  const centreX = cell.nucleusX + 0.75 * cell.nucleusRadius * Math.cos(angle);
  const centreY = cell.nucleusY + 0.75 * cell.nucleusRadius * Math.sin(angle);
  const many = random.poisson(85 * look.fibres * (cell.radius / 47) ** 1.3);
  const bundles = Math.round(many * look.bundles / 7);
  const light = FIBRE * look.tubulin * cell.height ** 0.8;
  for (let i = 0; i < many - 7 * bundles; i++) {
    const ring = random.uniform() < 0.55;
    const away = random.uniform(0, 2 * Math.PI);
    const start = ring ? cell.nucleusRadius * random.uniform(0.8, 1.25) : random.uniform(1, 6);
    const x = (ring ? cell.nucleusX : centreX) + start * Math.cos(away);
    const y = (ring ? cell.nucleusY : centreY) + start * Math.sin(away);
    // Fibres of the ring run around the nucleus before they leave it.
    const heading = away +
      (ring ? (random.uniform() < 0.5 ? 1 : -1) * random.uniform(0.3, 1.5) : 0);
    fibre(plane, scene, owner, x, y, heading, {
      length: cell.radius * random.uniform(0.7, 1.9),
      light: light * Math.exp(random.normal(0, 0.35)),
      bend: random.normal(0, 0.025),
      wobble: 0.07,
      random,
    });
  }
  for (let i = 0; i < bundles; i++) {
    const away = random.uniform(0, 2 * Math.PI),
      start = cell.nucleusRadius * random.uniform(0.9, 1.5);
    const x = cell.nucleusX + start * Math.cos(away), y = cell.nucleusY + start * Math.sin(away);
    const heading = away + random.uniform(0.9, 1.9), bend = random.normal(0.02, 0.02);
    const length = cell.radius * random.uniform(0.6, 1.3);
    const shape = random.uint32();
    for (let strand = 0; strand < 7; strand++) {
      fibre(plane, scene, owner, x + random.normal(0, 0.8), y + random.normal(0, 0.8), heading, {
        length,
        light: light * 1.25,
        bend,
        wobble: 0.02,
        random: random.fork(shape, strand),
      });
    }
  }
}

interface Stroke {
  length: number;
  light: number;
  bend: number;
  wobble: number;
  random: Random;
}

function fibre(
  plane: Float32Array,
  scene: Scene,
  owner: number,
  x: number,
  y: number,
  heading: number,
  stroke: Stroke,
): void {
  const { random, bend, wobble } = stroke;
  const { width, height, cellOf, nucleusOf } = scene;
  const step = 0.9;
  for (let run = 0; run < stroke.length; run += step) {
    heading += bend * step + wobble * random.uniform(-1.7, 1.7);
    const nextX = x + step * Math.cos(heading), nextY = y + step * Math.sin(heading);
    const inField = nextX >= 0 && nextY >= 0 && nextX < width - 1 && nextY < height - 1;
    if (inField) {
      const pixel = Math.round(nextY) * width + Math.round(nextX);
      if (cellOf[pixel] !== owner) {
        // At the border a fibre bends along it; one that cannot, ends.
        heading += bend >= 0 ? 0.5 : -0.5;
        if (random.uniform() < 0.08) return;
        continue;
      }
      dab(
        plane,
        width,
        height,
        nextX,
        nextY,
        nucleusOf[pixel] === 0 ? stroke.light : stroke.light * 0.7,
      );
    }
    x = nextX;
    y = nextY;
  }
}

function spindle(
  plane: Float32Array,
  scene: Scene,
  cell: Cell,
  owner: number,
  random: Random,
): void {
  const working = cell.phase === "metaphase" || cell.phase === "anaphase";
  const many = Math.round(40 * Math.min(1.5, cell.look.fibres));
  const light = FIBRE * 1.6 * cell.look.tubulin;
  if (cell.phase === "prometaphase" && cell.look.fibres < 0.5) return;
  const { cos, sin } = cell.blobs[0]!;
  const poles = cell.phase === "monopolar" || !working
    ? [[cell.x, cell.y]] as const
    : [-1, 1].map((side) => [cell.x - side * 13 * sin, cell.y + side * 13 * cos] as const);
  for (const [x, y] of poles) {
    spot(plane, scene, x, y, 2.2, light * 5, owner);
    for (let i = 0; i < many; i++) {
      const target = random.uniform(-11, 11);
      const heading = working
        ? Math.atan2(cell.y + target * sin - y, cell.x + target * cos - x)
        : random.uniform(0, 2 * Math.PI);
      fibre(plane, scene, owner, x, y, heading, {
        length: working ? 13 : random.uniform(8, 15),
        light,
        bend: 0,
        wobble: 0.03,
        random,
      });
    }
  }
}

function aggresome(
  plane: Float32Array,
  scene: Scene,
  cell: Cell,
  owner: number,
  random: Random,
): void {
  const angle = random.uniform(0, 2 * Math.PI);
  const far = cell.nucleusRadius * 0.95;
  const x = cell.nucleusX + far * Math.cos(angle), y = cell.nucleusY + far * Math.sin(angle);
  if (ownerAt(scene, x, y) !== owner) return;
  const size = random.uniform(3, 5.5) * Math.sqrt(cell.look.aggresome);
  spot(
    plane,
    scene,
    x,
    y,
    size,
    2.2 * BODY * cell.look.tubulin * cell.look.aggresome * cell.height,
    owner,
  );
}
