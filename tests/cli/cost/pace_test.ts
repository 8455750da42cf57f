import { assertEquals } from "@std/assert";
import { paceOf } from "../../../lib/cli/cost/pace.ts";

Deno.test("paceOf() counts the start of the threads apart from what each round took", () => {
  assertEquals(paceOf([11, 13, 15, 16], 1), { start: 11 - 5 / 3, seconds: [2, 2, 1] });
  assertEquals(paceOf([7, 7, 9, 9, 11, 11, 12], 2), { start: 5, seconds: [2, 2] });
});

Deno.test("paceOf() measures nothing where no thread had a second task", () => {
  assertEquals(paceOf([3, 4, 5], 2), { start: 4, seconds: [] });
  assertEquals(paceOf([], 2), { start: 0, seconds: [] });
});
