import { drawBodies } from "./bodies.ts";
import { ownerAt, spot } from "./brush.ts";
import type { Cell } from "./cell.ts";
import { drawFilament } from "./filament.ts";
import { at, textures } from "./noise.ts";
import { nucleoliOf } from "./nucleus.ts";
import type { Scene } from "./scene.ts";

/**
 * Draws the endoplasmic reticulum: a net that is dense around the nucleus and thins outwards.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawReticulum(scene: Scene): Float32Array {
  const { fine, medium } = textures();
  return drawAround(scene, 15, (cell, x, y, near, inNucleus) => {
    const net = 1 + 0.2 * medium[at(x + cell.textureX, y + cell.textureY)]! +
      0.12 * fine[at(x + cell.textureY, y + cell.textureX)]!;
    const made = cell.look.synthesis ** 0.6;
    return 420 * made * net * (inNucleus ? 0.42 : 0.12 + near);
  });
}

/**
 * Draws RNA: bright nucleoli, and ribosomes in the cytoplasm, most of them near the nucleus.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawRna(scene: Scene): Float32Array {
  const { medium } = textures();
  const plane = drawAround(scene, 18, (cell, x, y, near, inNucleus) => {
    const grain = 1 + 0.12 * medium[at(x + cell.textureX, y + cell.textureY)]!;
    return 330 * cell.look.synthesis * grain * (inNucleus ? 0.5 : 0.15 + 0.8 * near);
  });
  scene.cells.forEach((cell, index) => {
    if (cell.phase !== "interphase") return;
    for (const { x, y, size } of nucleoliOf(cell)) {
      spot(plane, scene, x, y, Math.max(0.6, 0.75 * size), 330 * cell.look.synthesis, index + 1);
    }
  });
  return plane;
}

/**
 * Draws mitochondria: curved threads on a dim ground, densest around the nucleus, clumped under
 * stress.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawMitochondria(scene: Scene): Float32Array {
  const plane = drawAround(
    scene,
    16,
    (_cell, _x, _y, near, inNucleus) => 45 * (inNucleus ? 0.5 : 0.2 + near),
  );
  scene.cells.forEach((cell, index) => {
    const random = cell.random.fork("mito");
    const stress = cell.look.mitoStress;
    const many = random.poisson(110 * (cell.radius / 52) ** 1.2);
    const side = random.uniform(0, 2 * Math.PI);
    for (let i = 0; i < many; i++) {
      const angle = side + random.normal(0, 2.6 - 1.8 * stress);
      const far = cell.nucleusRadius + (cell.radius - cell.nucleusRadius) *
          random.uniform() ** (2 + 2 * stress);
      drawFilament(plane, scene, {
        owner: index + 1,
        x: cell.nucleusX + far * Math.cos(angle),
        y: cell.nucleusY + far * Math.sin(angle),
        heading: angle + random.uniform(0.4, 2.7),
        length: random.uniform(4, 18) * (1 - 0.6 * stress),
        step: 0.8,
        bend: random.normal(0, 0.05),
        wobble: 0.2,
        light: 55 * Math.exp(random.normal(0, 0.5)) * cell.height ** 0.7,
        random,
      });
    }
  });
  return plane;
}

/**
 * Turns actin into the AGP channel: fainter actin, a ground over the nucleus, and the Golgi body as
 * bright grains on one side of it, scattered where there are no microtubules to hold it.
 *
 * @param plane Actin light; changed in place.
 * @param scene Ground plan.
 */
export function addGolgi(plane: Float32Array, scene: Scene): void {
  const { nucleusOf } = scene;
  for (let pixel = 0; pixel < plane.length; pixel++) {
    plane[pixel] = 0.5 * plane[pixel]! + (nucleusOf[pixel] === 0 ? 0 : 60);
  }
  scene.cells.forEach((cell, index) => {
    if (cell.phase !== "interphase") return;
    const random = cell.random.fork("golgi");
    const side = random.uniform(0, 2 * Math.PI);
    const loose = 0.45 + 1.2 * Math.max(0, 1 - cell.look.fibres);
    for (let i = 0; i < 24; i++) {
      const angle = side + random.normal(0, loose);
      const far = cell.nucleusRadius * random.uniform(0.95, 1.45);
      const x = cell.nucleusX + far * Math.cos(angle), y = cell.nucleusY + far * Math.sin(angle);
      if (ownerAt(scene, x, y) !== index + 1) continue;
      const light = 190 * Math.exp(random.normal(0, 0.6));
      spot(plane, scene, x, y, random.uniform(0.8, 1.6), light, index + 1);
    }
  });
}

/** Light of a cell at a pixel: `near` falls from 1 at the nucleus to 0 far away. */
type Light = (cell: Cell, x: number, y: number, near: number, inNucleus: boolean) => number;

function drawAround(scene: Scene, reach: number, light: Light): Float32Array {
  const { nucleusOf, border } = scene;
  return drawBodies(scene, (cell, pixel, x, y) => {
    const away = Math.hypot(x - cell.nucleusX, y - cell.nucleusY) - cell.nucleusRadius;
    const near = cell.phase === "interphase" ? Math.exp(-Math.max(0, away) / reach) : 1;
    const inNucleus = cell.phase === "interphase" && nucleusOf[pixel] !== 0;
    return light(cell, x, y, near, inNucleus) * cell.height *
      Math.min(1, 0.4 + border[pixel]! / 8);
  });
}
