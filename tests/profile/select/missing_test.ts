import { assertEquals } from "@std/assert";
import { missingIn } from "../../../lib/profile/select/missing.ts";

Deno.test("missingIn() counts over the rows that it is told", () => {
  const values = new Float32Array([NaN, 1, NaN, NaN, 2, 3]);
  assertEquals([...missingIn(values, 2, [0, 1, 2])], [2, 1]);
  assertEquals([...missingIn(values, 2, [2])], [0, 0]);
});
