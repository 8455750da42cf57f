import { assertEquals, assertThrows } from "@std/assert";
import { overlay } from "../../lib/image/overlay.ts";

const picture = {
  width: 2,
  height: 1,
  data: new Uint8ClampedArray([255, 0, 0, 255, 100, 100, 100, 255]),
};

Deno.test("overlay() is the picture in dim grey where the map is 0, and mixed where it is not", () => {
  const map = { width: 2, height: 1, data: new Float32Array([0, 0.5]) };
  const { data } = overlay(picture, map, { colour: [200, 0, 50], strength: 1 });
  assertEquals([...data], [53, 53, 53, 255, 135, 35, 60, 255]);
});

Deno.test("overlay() cuts off a map beyond 0 and 1, and refuses one of another size", () => {
  const map = { width: 2, height: 1, data: new Float32Array([-1, 7]) };
  const { data } = overlay(picture, map, { colour: [1, 2, 3], strength: 1 });
  assertEquals([...data.slice(4)], [1, 2, 3, 255]);
  const small = { width: 1, height: 1, data: new Float32Array(1) };
  assertThrows(() => overlay(picture, small), RangeError, "1 × 1 over 2 × 1");
});
