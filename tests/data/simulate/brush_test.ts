import { assertAlmostEquals, assertEquals } from "@std/assert";
import { dab, ownerAt, spot } from "../../../lib/data/simulate/brush.ts";
import { layScene } from "../../../lib/data/simulate/scene.ts";

Deno.test("dab() shares its light among four pixels and ignores what is outside", () => {
  const plane = new Float32Array(16);
  dab(plane, 4, 4, 1.25, 2.5, 8);
  assertAlmostEquals(plane[9]!, 3, 1e-6);
  assertAlmostEquals(plane.reduce((a, b) => a + b, 0), 8, 1e-6);
  dab(plane, 4, 4, 3.5, 1, 8);
  dab(plane, 4, 4, -0.1, 1, 8);
  assertAlmostEquals(plane.reduce((a, b) => a + b, 0), 8, 1e-6);
});

Deno.test("spot() has its peak in the middle and stays inside its owner", () => {
  const scene = layScene(20, 20, []);
  const plane = new Float32Array(400);
  spot(plane, scene, 10, 10, 2, 5);
  assertEquals(plane[210], 5);
  const none = new Float32Array(400);
  spot(none, scene, 10, 10, 2, 5, 3);
  assertEquals(none.some((value) => value > 0), false);
  assertEquals(ownerAt(scene, -3, 5), 0);
});
