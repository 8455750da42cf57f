import { assert, assertEquals } from "@std/assert";
import type { Phase } from "../../../lib/data/simulate/cell.ts";
import type { Phenotype } from "../../../lib/data/simulate/phenotype.ts";
import type { Scene } from "../../../lib/data/simulate/scene.ts";
import { drawTubulin } from "../../../lib/data/simulate/tubulin.ts";
import { away, difference, fieldOf, mean, roundCell, sceneOf, times, top } from "./stain_scene.ts";

const draw = (look: Partial<Phenotype>, phase: Phase = "interphase") =>
  drawTubulin(fieldOf(roundCell(look, phase)));

/** Mean square difference between neighbouring pixels inside cells, over the mean square: fine structure. */
function grain(plane: Float32Array, { cellOf, width }: Scene): number {
  let rough = 0, light = 0;
  for (let pixel = 1; pixel < plane.length; pixel++) {
    if (pixel % width === 0 || cellOf[pixel] === 0 || cellOf[pixel] !== cellOf[pixel - 1]) continue;
    rough += (plane[pixel]! - plane[pixel - 1]!) ** 2;
    light += plane[pixel]! ** 2;
  }
  return rough / light;
}

Deno.test("drawTubulin() draws the same light twice, and none without cells or tubulin", () => {
  const scene = fieldOf(roundCell());
  assertEquals(drawTubulin(scene), drawTubulin(scene));
  assertEquals(top(drawTubulin(fieldOf())), 0);
  assertEquals(top(draw({ tubulin: 0 })), 0);
  assertEquals(top(draw({ fibres: 0, diffuseTubulin: 0 })), 0);
});

Deno.test("drawTubulin() keeps fibres inside the outline, and light within a blur of it", () => {
  const scene = fieldOf(roundCell({ diffuseTubulin: 0 })), plane = drawTubulin(scene);
  // Fibres end 2 px inside the outline of 50 px; the blur of those out of focus reaches 9 px.
  assert(plane.every((light, p) => away(scene, p) < 48 + Math.hypot(10, 10) || light === 0));
  const inside = mean(plane, (p) => away(scene, p) < 45);
  assert(mean(plane, (p) => away(scene, p) > 52) < 0.05 * inside);
});

Deno.test("drawTubulin() is as bright as the stain, in flat and in dividing cells", () => {
  for (const phase of ["interphase", "metaphase"] as const) {
    const look = { aggresome: 0.8 };
    const twice = draw({ ...look, tubulin: 2 }, phase);
    assert(difference(twice, times(draw({ ...look, tubulin: 1 }, phase), 2)) < 1e-6, phase);
  }
});

Deno.test("drawTubulin() loses its fine structure without fibres, and coarsens with bundles", () => {
  const [usual, none, bundled] = [{}, { fibres: 0 }, { bundles: 0.9 }].map(sceneOf);
  const plain = grain(drawTubulin(usual!), usual!);
  assert(grain(drawTubulin(none!), none!) < 0.5 * plain);
  const contrast = (scene: Scene) => {
    const light = drawTubulin(scene).filter((_, pixel) => scene.cellOf[pixel] !== 0).sort();
    return light[Math.floor(0.99 * light.length)]! / light[Math.floor(0.5 * light.length)]!;
  };
  assert(contrast(bundled!) > 1.25 * contrast(usual!));
});

Deno.test("drawTubulin() leaves no net where nine tenths of the fibres are gone", () => {
  assertEquals(draw({ fibres: 0.12 }), draw({ fibres: 0 }));
  assert(top(draw({ fibres: 0.5 })) > 1.5 * top(draw({ fibres: 0.12 })));
});

Deno.test("drawTubulin() puts a bright aggresome beside the nucleus", () => {
  const without = draw({ fibres: 0 }), plane = draw({ fibres: 0, aggresome: 1 });
  const spot = plane.map((light, pixel) => light - without[pixel]!);
  const pixel = spot.indexOf(top(spot));
  const far = away(fieldOf(), pixel) / 17.5;
  assert(far > 0.85 && far < 1.05, String(far));
  assert(plane[pixel]! > 1.25 * top(without));
});

Deno.test("drawTubulin() gathers the fibres of a metaphase at two poles beside the plate", () => {
  const cell = roundCell({}, "metaphase"), { cos, sin } = cell.blobs[0]!;
  const plane = drawTubulin(fieldOf(cell));
  const light = (side: number, far: number) => {
    const x = Math.round(cell.x - side * far * sin), y = Math.round(cell.y + side * far * cos);
    return plane[y * 160 + x]!;
  };
  for (const side of [-1, 1]) {
    assert(light(side, 14) > 2 * light(side, 4), `${light(side, 14)} and ${light(side, 4)}`);
    assert(light(side, 14) > 4 * light(side, 28), `${light(side, 14)} and ${light(side, 28)}`);
  }
});

Deno.test("drawTubulin() draws an aster in the middle of an arrested cell, none without fibres", () => {
  const scene = fieldOf();
  const middle = (plane: Float32Array) => mean(plane, (p) => away(scene, p) < 4);
  const around = (plane: Float32Array) =>
    mean(plane, (p) => away(scene, p) > 12 && away(scene, p) < 16);
  for (const phase of ["prometaphase", "monopolar"] as const) {
    const plane = draw({}, phase);
    assert(middle(plane) > 2 * around(plane), `${phase}: ${middle(plane)} and ${around(plane)}`);
  }
  const none = draw({ fibres: 0.3 }, "prometaphase");
  assert(middle(none) < 1.3 * around(none), `${middle(none)} and ${around(none)}`);
  assert(middle(draw({ fibres: 0.3 }, "monopolar")) > 2 * middle(none));
  assertEquals(draw({ fibres: 1 }, "dying"), draw({ fibres: 0 }, "dying"));
});
