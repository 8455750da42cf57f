import { assertEquals } from "@std/assert";
import { drawBodies } from "../../../lib/data/simulate/bodies.ts";
import type { Cell } from "../../../lib/data/simulate/cell.ts";
import type { Scene } from "../../../lib/data/simulate/scene.ts";

Deno.test("drawBodies() asks for the light of every pixel of a cell once, and leaves the ground dark", () => {
  const cells = [{ height: 10 }, { height: 20 }] as Cell[];
  const scene = { width: 3, height: 2, cells, cellOf: Int32Array.of(0, 1, 1, 2, 0, 2) };
  const asked: number[][] = [];
  const plane = drawBodies(scene as unknown as Scene, (cell, pixel, x, y) => {
    asked.push([pixel, x, y]);
    return cell.height;
  });
  assertEquals([...plane], [0, 10, 10, 20, 0, 20]);
  assertEquals(asked, [[1, 1, 0], [2, 2, 0], [3, 0, 1], [5, 2, 1]]);
});
