import { assertEquals, assertNotEquals } from "@std/assert";
import { weightsFingerprint } from "../../../lib/learn/cut/fingerprint.ts";

const one = (...values: number[]) => ({ shape: [values.length], data: new Float32Array(values) });

Deno.test("weightsFingerprint() depends on numbers, names and texts, not on the order", async () => {
  const same = await weightsFingerprint({ a: one(1), b: one(2) });
  assertEquals(await weightsFingerprint({ b: one(2), a: one(1) }), same);
  assertNotEquals(await weightsFingerprint({ a: one(2), b: one(1) }), same);
  assertNotEquals(await weightsFingerprint({ a: one(1), c: one(2) }), same);
  assertNotEquals(await weightsFingerprint({ a: one(1), b: one(2) }, "299"), same);
});

Deno.test("weightsFingerprint() reads a view and not what lies around it", async () => {
  const view = { shape: [1], data: new Float32Array([0, 1, 0]).subarray(1, 2) };
  assertEquals(await weightsFingerprint({ a: view }), await weightsFingerprint({ a: one(1) }));
});
