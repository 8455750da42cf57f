import { dab, ownerAt, spot } from "./brush.ts";
import { at, textures } from "./noise.ts";
import type { Scene } from "./scene.ts";

/**
 * Draws the endoplasmic reticulum: a net that is dense around the nucleus and thins outwards.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawReticulum(scene: Scene): Float32Array {
  const { width, height, cells, cellOf, depth, nucleusOf, border } = scene;
  const plane = new Float32Array(width * height);
  const { fine, medium } = textures();
  for (let pixel = 0; pixel < plane.length; pixel++) {
    const owner = cellOf[pixel]!;
    if (owner === 0) continue;
    const cell = cells[owner - 1]!;
    const x = pixel % width, y = (pixel - x) / width;
    const net = 1 + 0.22 * medium[at(x + cell.textureX, y + cell.textureY)]! +
      0.12 * fine[at(x + cell.textureY, y + cell.textureX)]!;
    const inside = nucleusOf[pixel] === 0 ? 1 : 0.5;
    plane[pixel] = 330 * cell.look.synthesis ** 0.6 * cell.height * net * inside *
      Math.min(1, 0.3 + border[pixel]! / 8) * (1.05 - depth[pixel]!) ** 0.7;
  }
  return plane;
}

/**
 * Draws RNA: bright nucleoli, a cytoplasm rich in ribosomes.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawRna(scene: Scene): Float32Array {
  const { width, height, cells, cellOf, depth, nucleusOf, border } = scene;
  const plane = new Float32Array(width * height);
  const { medium } = textures();
  for (let pixel = 0; pixel < plane.length; pixel++) {
    const owner = cellOf[pixel]!;
    if (owner === 0) continue;
    const cell = cells[owner - 1]!;
    const x = pixel % width, y = (pixel - x) / width;
    const grain = 1 + 0.1 * medium[at(x + cell.textureX, y + cell.textureY)]!;
    plane[pixel] = 240 * cell.look.synthesis * cell.height * grain *
      (nucleusOf[pixel] === 0 ? 1 : 0.95) * Math.min(1, 0.3 + border[pixel]! / 8) *
      (1.05 - depth[pixel]!) ** 0.6;
  }
  cells.forEach((cell, index) => {
    if (cell.phase !== "interphase") return;
    // The same stream as for DNA, so that a nucleolus is dark there and bright here.
    const random = cell.random.fork("dna");
    random.normal();
    const many = 1 + random.integer(3);
    for (let i = 0; i < many; i++) {
      const angle = random.uniform(0, 2 * Math.PI);
      const far = cell.nucleusRadius * 0.55 * Math.sqrt(random.uniform());
      const x = cell.nucleusX + far * Math.cos(angle), y = cell.nucleusY + far * Math.sin(angle);
      const size = 2.6 * cell.look.nucleoli * Math.exp(random.normal(0, 0.25));
      if (ownerAt(scene, x, y) === index + 1) {
        spot(plane, scene, x, y, Math.max(0.6, size), 420 * cell.look.synthesis, index + 1);
      }
    }
  });
  return plane;
}

/**
 * Adds the Golgi body to actin, as the AGP channel shows both: puncta on one side of the nucleus.
 *
 * @param plane Actin light; changed in place.
 * @param scene Ground plan.
 */
export function addGolgi(plane: Float32Array, scene: Scene): void {
  scene.cells.forEach((cell, index) => {
    if (cell.phase !== "interphase") return;
    const random = cell.random.fork("golgi");
    const side = random.uniform(0, 2 * Math.PI);
    const loose = 0.5 + 0.5 * Math.max(0, 1 - cell.look.fibres);
    for (let i = 0; i < 26; i++) {
      const angle = side + random.normal(0, loose);
      const far = cell.nucleusRadius * random.uniform(0.95, 1.5);
      const x = cell.nucleusX + far * Math.cos(angle), y = cell.nucleusY + far * Math.sin(angle);
      if (ownerAt(scene, x, y) !== index + 1) continue;
      spot(plane, scene, x, y, random.uniform(0.8, 1.7), 150, index + 1);
    }
  });
}

/**
 * Draws mitochondria: short curved threads, densest around the nucleus, clumped under stress.
 *
 * @param scene Ground plan.
 * @returns Light, counts of 12 bits, [height × width].
 */
export function drawMitochondria(scene: Scene): Float32Array {
  const { width, height, cells } = scene;
  const plane = new Float32Array(width * height);
  cells.forEach((cell, index) => {
    const random = cell.random.fork("mito");
    const stress = cell.look.mitoStress;
    const many = random.poisson(150 * (cell.radius / 47) ** 1.2);
    const side = random.uniform(0, 2 * Math.PI);
    for (let i = 0; i < many; i++) {
      const angle = side + random.normal(0, 2.6 - 1.8 * stress);
      const far = cell.nucleusRadius + (cell.radius - cell.nucleusRadius) *
          random.uniform() ** (1.7 + 2 * stress);
      let x = cell.nucleusX + far * Math.cos(angle), y = cell.nucleusY + far * Math.sin(angle);
      let heading = angle + random.uniform(0.6, 2.5);
      const length = random.uniform(3, 12) * (1 - 0.6 * stress);
      const light = 130 * Math.exp(random.normal(0, 0.4)) * cell.height ** 0.7;
      for (let run = 0; run < length; run += 0.8) {
        if (ownerAt(scene, x, y) !== index + 1) break;
        dab(plane, width, height, x, y, light);
        heading += random.uniform(-0.25, 0.25);
        x += 0.8 * Math.cos(heading);
        y += 0.8 * Math.sin(heading);
      }
    }
  });
  return plane;
}
