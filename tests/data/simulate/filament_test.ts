import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { drawFilament } from "../../../lib/data/simulate/filament.ts";
import type { Scene } from "../../../lib/data/simulate/scene.ts";

const width = 40, height = 30;
/** One cell that fills the left three quarters. */
const cellOf = Int32Array.from({ length: width * height }, (_, i) => i % width < 30 ? 1 : 0);
const scene = { width, height, cellOf } as unknown as Scene;
const straight = { owner: 1, x: 5, y: 15, heading: 0, step: 0.5, bend: 0, wobble: 0, light: 2 };

Deno.test("drawFilament() lays dabs along its length, light for light", () => {
  const plane = new Float32Array(width * height);
  drawFilament(plane, scene, { ...straight, length: 10, random: new Random(1) });
  assertAlmostEquals(plane.reduce((a, b) => a + b, 0), 20 * 2, 1e-4);
  const lit = [...plane.keys()].filter((i) => plane[i]! > 0);
  assertEquals(lit.map((i) => Math.floor(i / width)).every((row) => row === 15), true);
  assertEquals([lit[0]! % width, lit.at(-1)! % width], [5, 15]);
});

Deno.test("drawFilament() ends where its cell ends, and bends by its bend", () => {
  const plane = new Float32Array(width * height);
  drawFilament(plane, scene, { ...straight, length: 100, random: new Random(1) });
  const right = [...plane.keys()].filter((i) => plane[i]! > 0).map((i) => i % width);
  assertEquals(Math.max(...right), 29);
  const bent = new Float32Array(width * height);
  // A turn of 0.05 at each step of 0.5 px is a circle of 10 px radius: below the start after half of it.
  const turning = { ...straight, x: 15, y: 5, bend: 0.05, length: 10 * Math.PI };
  drawFilament(bent, scene, { ...turning, random: new Random(1) });
  const lowest = Math.max(
    ...[...bent.keys()].filter((i) => bent[i]! > 0).map((i) => Math.floor(i / width)),
  );
  assertEquals(lowest, 25);
});
