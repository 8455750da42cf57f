import { assertEquals } from "@std/assert";
import { cleanLabels } from "../../../lib/segment/flows/clean.ts";

Deno.test("cleanLabels() fills holes but no bay, and takes what lies in a hole", () => {
  const labels = new Int32Array([
    ...[3, 3, 3, 3, 0, 5],
    ...[3, 0, 9, 3, 0, 5],
    ...[3, 3, 3, 3, 0, 5],
    ...[3, 0, 3, 0, 0, 5],
  ]);
  assertEquals([...cleanLabels(labels, 6, 4, 1)], [
    ...[1, 1, 1, 1, 0, 2],
    ...[1, 1, 1, 1, 0, 2],
    ...[1, 1, 1, 1, 0, 2],
    ...[1, 0, 1, 0, 0, 2],
  ]);
});

Deno.test("cleanLabels() removes objects below the smallest area and closes the gap", () => {
  const labels = new Int32Array([1, 2, 2, 4, 4]);
  assertEquals([...cleanLabels(labels, 5, 1, 2)], [0, 1, 1, 2, 2]);
  assertEquals([...labels], [1, 2, 2, 4, 4]);
});

Deno.test("cleanLabels() leaves no gap where what lies in a hole has the smaller number", () => {
  const labels = new Int32Array(49).fill(2);
  for (const y of [2, 3, 4]) labels.fill(1, 7 * y + 2, 7 * y + 5);
  assertEquals([...cleanLabels(labels, 7, 7, 1)], new Array(49).fill(1));
});
