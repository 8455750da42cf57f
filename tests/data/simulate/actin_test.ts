import { assert, assertEquals } from "@std/assert";
import { drawActin } from "../../../lib/data/simulate/actin.ts";
import type { Phase } from "../../../lib/data/simulate/cell.ts";
import type { Phenotype } from "../../../lib/data/simulate/phenotype.ts";
import type { Scene } from "../../../lib/data/simulate/scene.ts";
import { away, fieldOf, mean, roundCell, sceneOf } from "./stain_scene.ts";

const draw = (look: Partial<Phenotype>, phase: Phase = "interphase") =>
  drawActin(fieldOf(roundCell(look, phase)));

/** What one plane has more than another, pixel by pixel. */
const more = (a: Float32Array, b: Float32Array) => a.map((light, pixel) => light - b[pixel]!);

Deno.test("drawActin() draws the same light twice, and none without cells", () => {
  const scene = fieldOf(roundCell());
  assertEquals(drawActin(scene), drawActin(scene));
  assertEquals(drawActin(fieldOf()), new Float32Array(160 * 160));
});

Deno.test("drawActin() lights the cell up to its border, and only a blur's width beyond", () => {
  const scene = fieldOf(roundCell()), plane = drawActin(scene);
  // The ground on which outlines are laid is uneven, so the cell itself strays by a few px.
  const cell = (pixel: number) => scene.cellOf[pixel] !== 0;
  assert(plane.every((light, pixel) => !cell(pixel) || light > 0));
  let reach = 0;
  plane.forEach((light, pixel) => {
    if (light !== 0) reach = Math.max(reach, nearest(scene, pixel));
  });
  // Three sigma of 1.5 px, along both axes.
  assert(reach > 3 && reach <= Math.hypot(5, 5), String(reach));
});

/** Distance to the nearest pixel of a cell. */
function nearest({ cellOf, width }: Scene, pixel: number): number {
  let least = Infinity;
  const x = pixel % width, y = Math.floor(pixel / width);
  for (let dy = -10; dy <= 10; dy++) {
    for (let dx = -10; dx <= 10; dx++) {
      if (cellOf[(y + dy) * width + x + dx]) least = Math.min(least, Math.hypot(dx, dy));
    }
  }
  return least;
}

Deno.test("drawActin() is stronger at borders than inside, the more so with more cortex", () => {
  const ratio = (scene: Scene) => {
    const plane = drawActin(scene);
    return mean(plane, (p) => scene.cellOf[p] !== 0 && scene.border[p]! < 2) /
      mean(plane, (p) => scene.border[p]! > 8);
  };
  assert(ratio(sceneOf({ cortex: 2 })) > 1.15 * ratio(sceneOf({})));
});

Deno.test("drawActin() is darker over the nucleus of a flat cell than around it", () => {
  const scene = fieldOf(roundCell()), plane = drawActin(scene);
  const over = mean(plane, (p) => away(scene, p) < 14);
  const around = mean(plane, (p) => away(scene, p) > 22 && away(scene, p) < 40);
  assert(over < 0.85 * around, `${over} and ${around}`);
});

Deno.test("drawActin() doubles the body and its folds with twice the actin", () => {
  const plain = { cortex: 0, stress: 0, clumps: 0 };
  const scene = fieldOf();
  const inside = (plane: Float32Array) => mean(plane, (p) => away(scene, p) < 40);
  const ratio = inside(draw({ ...plain, actin: 2 })) / inside(draw({ ...plain, actin: 1 }));
  assert(Math.abs(ratio - 2) < 1e-4, String(ratio));
});

Deno.test("drawActin() adds stress fibres and felt inside the cell, more with more stress", () => {
  const none = draw({ stress: 0, clumps: 0 });
  const [some, many] = [1, 4].map((stress) => more(draw({ stress, clumps: 0 }), none));
  const scene = fieldOf(roundCell());
  for (const fibres of [some!, many!]) {
    assert(fibres.every((light) => light >= 0));
    // A dab is shared among four pixels, one of which may lie outside.
    assert(fibres.every((light, p) => light === 0 || nearest(scene, p) <= Math.SQRT2));
  }
  const sum = (plane: Float32Array) => plane.reduce((a, b) => a + b, 0);
  assert(sum(some!) > 0 && sum(many!) > 2 * sum(some!), `${sum(some!)} and ${sum(many!)}`);
});

Deno.test("drawActin() adds clumps inside the cell, and none to dying cells", () => {
  const look = { stress: 0, cortex: 0 };
  const clumps = more(draw({ ...look, clumps: 8 }), draw({ ...look, clumps: 0 }));
  const scene = fieldOf(roundCell());
  assert(clumps.every((light, p) => scene.cellOf[p] !== 0 || light === 0));
  const lit = clumps.filter((light) => light > 100).length;
  assert(lit > 50 && lit < 2000, String(lit));
  assertEquals(draw({ clumps: 8 }, "dying"), draw({ clumps: 0 }, "dying"));
});
