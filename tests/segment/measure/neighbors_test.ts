import { assert, assertEquals } from "@std/assert";
import { boxes } from "../../../lib/segment/flows/boxes.ts";
import { neighborFeatures, neighbors } from "../../../lib/segment/measure/neighbors.ts";
import { assertClose, expected, measured } from "../reference.ts";

Deno.test("neighbors() equals CellProfiler's counts, distances, angles and share of the outline", () => {
  // Which object is closest is no measure of the object and has no column.
  const wanted = Object.fromEntries(
    Object.entries(expected("Neighbors")).filter(([name]) => !name.includes("ObjectNumber")),
  );
  assert(Object.keys(wanted).length === 10);
  assertClose(measured("Neighbors"), wanted, { tolerance: 1e-6 });
});

Deno.test("neighbors() of a single object are none, at no distance", () => {
  const labels = new Int32Array([0, 0, 0, 0, 3, 0, 0, 0, 0]);
  const found = neighbors(labels, boxes(labels, 3, 3), 3, 3);
  assertEquals([...found].slice(0, 5), [0, 0, NaN, NaN, NaN]);
  assertEquals(found.length, neighborFeatures.length);
});
