import { assert, assertEquals } from "@std/assert";
import { textureFeatures, textureMeasurer } from "../../../lib/segment/measure/texture.ts";
import { assertClose, expected, measured } from "../reference.ts";
import { drawnRegion } from "./cut.ts";

Deno.test("textureMeasurer() equals mahotas and scikit-image's co-occurrence for every scale and direction", () => {
  const wanted = expected("Texture");
  assert(Object.keys(wanted).length === 2 * 2 * 4 * 13);
  assertClose(measured("Texture"), wanted, { prefix: "Texture_", tolerance: 1e-9 });
});

Deno.test("textureMeasurer() keeps no trace of the object before", () => {
  const measure = textureMeasurer([1]), into = new Float64Array(52), alone = new Float64Array(52);
  const big = drawnRegion("####", "####", "####", "####"), small = drawnRegion("##", "##");
  const light = (...levels: number[]) => {
    const values = Uint16Array.from(levels, (level) => 257 * level);
    return [{ values, sorted: values.slice().sort() }];
  };
  const noise = Array.from({ length: 16 }, (_, i) => (37 * i) % 200 + 1);
  measure(big, light(...noise), into, 0);
  measure(small, light(3, 9, 4, 8), into, 0);
  textureMeasurer([1])(small, light(3, 9, 4, 8), alone, 0);
  assertEquals(into, alone);
  assertEquals(textureFeatures("A", [1]).length, 52);
});

Deno.test("textureMeasurer() is undefined where an object is smaller than the scale", () => {
  const into = new Float64Array(52), values = new Uint16Array([2570, 5140]);
  textureMeasurer([5])(drawnRegion("##"), [{ values, sorted: values }], into, 0);
  assert(into.every(Number.isNaN));
});
