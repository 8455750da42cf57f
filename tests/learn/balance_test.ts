import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { classShares, majorityBaseline } from "../../lib/learn/balance.ts";

const labels = [..."aaaaaabbbc"];

Deno.test("classShares() lists the commonest class first and ties by name", () => {
  assertEquals(classShares(labels).map(({ label }) => label), ["a", "b", "c"]);
  assertEquals(classShares(["z", "y"]).map(({ label }) => label), ["y", "z"]);
});

Deno.test("classShares() gives weights whose mean over the examples is 1", () => {
  const sum = classShares(labels).reduce((sum, { count, weight }) => sum + count * weight, 0);
  assertAlmostEquals(sum, labels.length, 1e-12);
});

Deno.test("classShares() gives every class the same total weight", () => {
  for (const { count, weight } of classShares(labels)) {
    assertAlmostEquals(count * weight, labels.length / 3, 1e-12);
  }
});

Deno.test("classShares() refuses an empty list", () => {
  assertThrows(() => classShares([]), RangeError, "there is no label");
});

Deno.test("majorityBaseline() has a balanced accuracy of one over the number of classes", () => {
  assertEquals(majorityBaseline(labels), { label: "a", accuracy: 0.6, balancedAccuracy: 1 / 3 });
});
