import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { correctIllumination, gradeIllumination, unevenness } from "../../lib/image/correct.ts";

const light = {
  width: 3,
  height: 1,
  gain: new Float32Array([0.5, 1, 2]),
  offset: 100,
};

const row = (values: number[]) => ({
  width: values.length,
  height: 1,
  data: Uint16Array.from(values),
});

Deno.test("correctIllumination() divides what exceeds the offset, rounds, and stays in 16 bits", () => {
  assertEquals([...correctIllumination(row([40000, 50, 107]), light)], [65535, 0, 4]);
});

Deno.test("correctIllumination() makes an unevenly lit flat image flat", () => {
  const lit = row(Array.from(light.gain, (gain) => 100 + 3000 * gain));
  assertEquals(unevenness(correctIllumination(lit, light)), 0);
});

Deno.test("correctIllumination() and gradeIllumination() refuse another size", () => {
  assertThrows(() => correctIllumination(row([1, 2, 3, 4]), light), InputError, "3 × 1");
  const turned = { width: 1, height: 3, data: new Uint16Array(3) };
  assertThrows(() => correctIllumination(turned, light), InputError, "an image of 1 × 3 pixels");
  assertThrows(() => gradeIllumination(light.gain, new Float32Array(2)), InputError, "allowed: 2");
});

Deno.test("gradeIllumination() is blind to scale and sees what is left", () => {
  const truth = new Float32Array([0.8, 1, 1.2, 1]);
  const perfect = gradeIllumination(truth.map((value) => 7 * value), truth);
  assertAlmostEquals(perfect.correlation, 1, 1e-6);
  assertAlmostEquals(perfect.after, 0, 1e-6);
  assertAlmostEquals(perfect.before, Math.sqrt(0.02), 1e-6);
  const flat = gradeIllumination(new Float32Array(4).fill(1), truth);
  assert(Number.isNaN(flat.correlation));
  assertAlmostEquals(flat.after, flat.before, 1e-12);
});
