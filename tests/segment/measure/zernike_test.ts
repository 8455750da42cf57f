import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { hullOf } from "../../../lib/segment/measure/hull.ts";
import { zernikeFeatures, zernikeOf } from "../../../lib/segment/measure/zernike.ts";
import { drawnRegion } from "./cut.ts";

function zernike(...rows: string[]): Float64Array {
  const region = drawnRegion(...rows), into = new Float64Array(30);
  zernikeOf(region, hullOf(region).corners, into);
  return into;
}

Deno.test("zernikeOf() gives 30 magnitudes that do not change when the object is turned", () => {
  const upright = zernike("####", "#...", "#..."), turned = zernike("###", "..#", "..#", "..#");
  assertEquals(zernikeFeatures.length, 30);
  upright.forEach((value, i) => assertAlmostEquals(value, turned[i]!, 1e-12));
  assert(upright.every((value) => value >= 0));
});

Deno.test("zernikeOf() is not defined for a single pixel", () => {
  assert(zernike("#").every(Number.isNaN));
});
