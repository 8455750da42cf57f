import { assert, assertEquals } from "@std/assert";
import { nucleoliOf } from "../../../lib/data/simulate/nucleus.ts";
import {
  addGolgi,
  drawMitochondria,
  drawReticulum,
  drawRna,
} from "../../../lib/data/simulate/organelles.ts";
import type { Scene } from "../../../lib/data/simulate/scene.ts";
import { away, difference, fieldOf, mean, roundCell, sceneOf, times, top } from "./stain_scene.ts";

const scene = fieldOf(roundCell());
const ring = (from: number, to: number) => (pixel: number) =>
  away(scene, pixel) >= from && away(scene, pixel) < to;
const golgi = (field: Scene) => {
  const plane = new Float32Array(160 * 160);
  addGolgi(plane, field);
  return plane;
};

Deno.test("the organelles are drawn the same twice, and none without cells", () => {
  for (const draw of [drawReticulum, drawRna, drawMitochondria, golgi]) {
    assertEquals(draw(scene), draw(scene), draw.name);
    assertEquals(top(draw(fieldOf())), 0, draw.name);
    assert(top(draw(scene)) > 0, draw.name);
  }
});

Deno.test("reticulum, RNA and Golgi stay inside their cells, mitochondria within a pixel", () => {
  for (const draw of [drawReticulum, drawRna, golgi]) {
    assert(draw(scene).every((light, p) => light === 0 || scene.cellOf[p] !== 0), draw.name);
  }
  const near = (p: number) =>
    [0, 1, -1, 160, -160, 161, -161, 159, -159].some((step) => scene.cellOf[p + step] !== 0);
  assert(drawMitochondria(scene).every((light, p) => light === 0 || near(p)));
});

Deno.test("reticulum and mitochondria are dim over the nucleus, dense around it, and thin out", () => {
  for (const draw of [drawReticulum, drawMitochondria]) {
    const plane = draw(scene);
    const [over, around, far] = [ring(0, 16), ring(19, 26), ring(36, 44)].map((where) =>
      mean(plane, where)
    );
    assert(over! < 0.8 * around!, `${draw.name}: ${over} and ${around}`);
    assert(far! < 0.6 * around!, `${draw.name}: ${far} and ${around}`);
  }
  const many = sceneOf({}), inNucleus = (p: number) => many.nucleusOf[p] !== 0;
  for (const draw of [drawReticulum, drawMitochondria]) {
    const plane = draw(many);
    const around = mean(plane, (p) => many.cellOf[p] !== 0 && !inNucleus(p));
    assert(around > mean(plane, inNucleus), draw.name);
  }
});

Deno.test("RNA follows what the cell makes, the reticulum its power of 0.6", () => {
  const half = fieldOf(roundCell({ synthesis: 0.5 }));
  assert(difference(drawRna(half), times(drawRna(scene), 0.5)) < 1e-6);
  assert(difference(drawReticulum(half), times(drawReticulum(scene), 0.5 ** 0.6)) < 1e-6);
  assert(difference(drawMitochondria(half), drawMitochondria(scene)) === 0);
});

Deno.test("drawRna() is bright at the nucleoli of flat cells, and of no others", () => {
  const plane = drawRna(scene);
  const usual = mean(plane, ring(0, 16));
  for (const { x, y } of nucleoliOf(scene.cells[0]!)) {
    assert(plane[Math.round(y) * 160 + Math.round(x)]! > 1.5 * usual);
  }
  const dividing = fieldOf(roundCell({}, "metaphase"));
  const round = drawRna(dividing);
  assert(top(round) < 1.5 * mean(round, ring(0, 35)));
});

Deno.test("drawMitochondria() clumps them on one side of the nucleus under stress", () => {
  /** Mean distance from the nucleus of the threads' light, and how one-sided it is, 0 to 1. */
  const spread = (mitoStress: number) => {
    let far = 0, oneSided = 0;
    for (let seed = 0; seed < 8; seed++) {
      const cell = roundCell({ mitoStress });
      const plane = drawMitochondria(fieldOf({ ...cell, random: cell.random.fork(seed) }));
      let distance = 0, x = 0, y = 0, sum = 0;
      plane.forEach((light, p) => {
        // Above the ground, which is brightest at the nucleus.
        const thread = scene.nucleusOf[p] === 0 ? Math.max(0, light - 54) : 0;
        const angle = Math.atan2(Math.floor(p / 160) - 80, p % 160 - 80);
        distance += thread * (away(scene, p) - 17.5);
        x += thread * Math.cos(angle);
        y += thread * Math.sin(angle);
        sum += thread;
      });
      far += distance / sum / 8;
      oneSided += Math.hypot(x, y) / sum / 8;
    }
    return { far, oneSided };
  };
  const usual = spread(0), stressed = spread(1);
  assert(stressed.far < 0.65 * usual.far, `${stressed.far} and ${usual.far}`);
  assert(usual.oneSided < 0.25 && stressed.oneSided > 0.5, `${stressed.oneSided}`);
});

Deno.test("addGolgi() halves the actin and lays a ground over the nucleus", () => {
  const plane = new Float32Array(160 * 160).fill(100);
  addGolgi(plane, fieldOf(roundCell({}, "metaphase")));
  const dividing = fieldOf(roundCell({}, "metaphase"));
  assert(plane.every((light, p) => light === (dividing.nucleusOf[p] === 0 ? 50 : 110)));
});

Deno.test("addGolgi() puts grains beside the nucleus, on all sides where fibres are gone", () => {
  /** 1 if all grains lie in one direction from the nucleus, 0 if all around it. */
  const oneSided = (fibres: number, seed: number) => {
    const cell = roundCell({ fibres });
    const random = cell.random.fork(seed);
    const plane = golgi(fieldOf({ ...cell, random }));
    let x = 0, y = 0, sum = 0;
    plane.forEach((light, p) => {
      const grains = light - (scene.nucleusOf[p] === 0 ? 0 : 60);
      if (grains > 0) assert(away(scene, p) < 1.45 * 17.5 + 3 * Math.SQRT2 * 1.6 + 2);
      const angle = Math.atan2(Math.floor(p / 160) - 80, p % 160 - 80);
      x += grains * Math.cos(angle);
      y += grains * Math.sin(angle);
      sum += grains;
    });
    return Math.hypot(x, y) / sum;
  };
  const average = (fibres: number) =>
    Array.from({ length: 12 }, (_, seed) => oneSided(fibres, seed)).reduce((a, b) => a + b) / 12;
  assert(average(1) > 0.8, String(average(1)));
  assert(average(0) < 0.5, String(average(0)));
});
