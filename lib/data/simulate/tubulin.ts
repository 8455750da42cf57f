import type { Random } from "../../core/random.ts";
import { gaussianBlur } from "./blur.ts";
import { drawBodies } from "./bodies.ts";
import { dab, ownerAt, spot } from "./brush.ts";
import { type Cell, radiusAt } from "./cell.ts";
import { at, textures } from "./noise.ts";
import type { Scene } from "./scene.ts";

/** Brightness of the cell body and of a single fibre, counts of 12 bits. */
const BODY = 34, FIBRE = 11.5;

/** Radius of a usual cell, px, to which the number of fibres refers. */
const USUAL = 52;

/**
 * Draws tubulin: dimers all over the cell body, a cage of fibres that runs around the nucleus and
 * out to the border, spindles in dividing cells, bundles where fibres are stabilised.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawTubulin(scene: Scene): Float32Array {
  const { width, height, cells } = scene;
  const fibres = new Float32Array(width * height);
  const body = drawBody(scene);
  cells.forEach((cell, index) => {
    const random = cell.random.fork("tubulin");
    if (cell.phase === "interphase") cage(fibres, scene, cell, index + 1, random);
    else if (cell.phase !== "dying") spindle(fibres, scene, cell, index + 1, random);
    if (cell.look.aggresome > 0.05 && cell.phase === "interphase") {
      aggresome(body, scene, cell, index + 1, random);
    }
  });
  // Half of the fibres lie above or below the focal plane.
  const soft = gaussianBlur(fibres, width, height, 3);
  return fibres.map((light, pixel) => 0.95 * light + 0.45 * soft[pixel]! + body[pixel]!);
}

function drawBody(scene: Scene): Float32Array {
  const { width, height, depth, border, nucleusOf } = scene;
  const { medium, coarse } = textures();
  const plane = drawBodies(scene, (cell, pixel, x, y) => {
    const rim = Math.min(1, 0.3 + border[pixel]! / 6);
    const dome = (1 - 0.75 * depth[pixel]! ** 2) ** 0.6;
    const mottle = 1 +
      (cell.phase === "interphase" ? 0.08 : 0.12) *
        medium[at(x + cell.textureX, y + cell.textureY)]! +
      0.1 * coarse[at(x + cell.textureY, y + cell.textureX)]!;
    const shadow = nucleusOf[pixel] === 0 || cell.phase !== "interphase" ? 1 : 0.85;
    return BODY * cell.height * cell.look.tubulin * cell.look.diffuseTubulin * rim * dome *
      mottle * shadow;
  });
  return gaussianBlur(plane, width, height, 1.6);
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
  const centreX = cell.nucleusX + 0.8 * cell.nucleusRadius * Math.cos(angle);
  const centreY = cell.nucleusY + 0.8 * cell.nucleusRadius * Math.sin(angle);
  // A net that has lost nine tenths of its fibres does not stand: the rest falls apart too.
  const standing = Math.max(0, look.fibres - 0.12) / 0.88;
  const many = random.poisson(370 * standing * (cell.radius / USUAL) ** 1.4);
  const bundles = Math.round(many * look.bundles / 11);
  const light = FIBRE * look.tubulin * cell.height ** 0.8;
  const swirl = random.uniform() < 0.5 ? 1 : -1;
  for (let i = 0; i < many - 11 * bundles; i++) {
    const ring = random.uniform() < 0.72;
    const away = random.uniform(0, 2 * Math.PI);
    const start = ring ? cell.nucleusRadius * random.uniform(0.6, 1.5) : random.uniform(1, 8);
    // Fibres of the ring run around the nucleus before they leave it.
    const side = random.uniform() < 0.75 ? swirl : -swirl;
    const aside = ring ? side * random.uniform(0.5, 1.5) : random.normal(0, 0.4);
    fibre(plane, scene, {
      cell,
      owner,
      x: (ring ? cell.nucleusX : centreX) + start * Math.cos(away),
      y: (ring ? cell.nucleusY : centreY) + start * Math.sin(away),
      heading: away + aside,
      length: cell.radius * random.uniform(0.6, 2),
      light: light * Math.exp(random.normal(0, 0.4)),
      bend: ring ? side * random.uniform(0.2, 0.9) / cell.nucleusRadius : random.normal(0, 0.012),
      wobble: 0.035,
      random,
    });
  }
  for (let i = 0; i < bundles; i++) {
    const away = random.uniform(0, 2 * Math.PI),
      start = cell.nucleusRadius * random.uniform(0.9, 1.6);
    const x = cell.nucleusX + start * Math.cos(away), y = cell.nucleusY + start * Math.sin(away);
    const heading = away + random.uniform(0.9, 1.9), bend = random.normal(0, 0.022);
    const length = cell.radius * random.uniform(0.6, 1.5);
    const shape = random.uint32();
    for (let strand = 0; strand < 5; strand++) {
      fibre(plane, scene, {
        cell,
        owner,
        x: x + random.normal(0, 0.7),
        y: y + random.normal(0, 0.7),
        heading,
        length,
        light: light * 2,
        bend,
        wobble: 0.007,
        random: random.fork(shape, strand),
      });
    }
  }
}

interface Fibre {
  cell: Cell;
  owner: number;
  x: number;
  y: number;
  heading: number;
  length: number;
  light: number;
  bend: number;
  wobble: number;
  random: Random;
}

function fibre(plane: Float32Array, scene: Scene, fibre: Fibre): void {
  const { cell, owner, random, bend, wobble, length, light } = fibre;
  const { width, height, cellOf, nucleusOf } = scene;
  const field = textures().coarse;
  const step = 0.9;
  let nearest = Infinity;
  for (const radius of cell.outline) nearest = Math.min(nearest, radius - 2);
  let { x, y, heading } = fibre;
  for (let run = 0; run < length; run += step) {
    // Neighbouring fibres bend alike, because the cell's shape bends them all.
    const common = field[at(Math.round(x) + cell.textureX, Math.round(y) + cell.textureY)]!;
    const around = run < 0.6 * length ? bend : 0;
    heading += (around + 0.035 * common) * step + wobble * random.uniform(-1.7, 1.7);
    const nextX = x + step * Math.cos(heading), nextY = y + step * Math.sin(heading);
    const dx = nextX - cell.x, dy = nextY - cell.y;
    const away = Math.sqrt(dx * dx + dy * dy);
    const outside = away > nearest && away > radiusAt(cell.outline, Math.atan2(dy, dx)) - 2;
    if (outside) {
      if (random.uniform() < 0.22) return;
      heading += bend >= 0 ? 0.35 : -0.35;
      continue;
    }
    if (nextX >= 0 && nextY >= 0 && nextX < width - 1 && nextY < height - 1) {
      const pixel = Math.round(nextY) * width + Math.round(nextX);
      // Crowded cells overlap a little: a fibre soon ends under its neighbour, not at the line.
      const foreign = cellOf[pixel] !== owner;
      if (foreign && random.uniform() < 0.1) return;
      const fade = Math.min(1, 0.3 + (length - run) / 12) * (nucleusOf[pixel] === 0 ? 1 : 0.78);
      dab(plane, width, height, nextX, nextY, light * fade);
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
  if (cell.phase === "prometaphase" && cell.look.fibres < 0.5) return;
  const many = Math.round(40 * Math.min(1.5, cell.look.fibres));
  const light = FIBRE * 3.6 * cell.look.tubulin;
  const { cos, sin } = cell.blobs[0]!;
  const poles = working
    ? [-1, 1].map((side) => [cell.x - side * 14 * sin, cell.y + side * 14 * cos] as const)
    : [[cell.x, cell.y] as const];
  for (const [x, y] of poles) {
    spot(plane, scene, x, y, 2, light * 2.5, owner);
    for (let i = 0; i < many; i++) {
      const target = random.uniform(-11, 11);
      const heading = working
        ? Math.atan2(cell.y + target * sin - y, cell.x + target * cos - x)
        : random.uniform(0, 2 * Math.PI);
      fibre(plane, scene, {
        cell,
        owner,
        x,
        y,
        heading,
        length: working ? 14 : random.uniform(8, 15),
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
  const { aggresome: size, tubulin } = cell.look;
  const light = 4.5 * BODY * tubulin * size * cell.height;
  spot(plane, scene, x, y, random.uniform(3, 5.5) * Math.sqrt(size), light, owner);
}
