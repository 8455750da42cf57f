import { assert } from "@std/assert";
import { granularity } from "../../../lib/segment/measure/granularity.ts";
import { assertClose, expected, measured } from "../reference.ts";

Deno.test("granularity() equals CellProfiler's spectrum", () => {
  const wanted = expected("Granularity");
  assert(Object.keys(wanted).length === 32);
  assertClose(measured("Granularity"), wanted, { tolerance: 1e-6, except: [11] });
});

Deno.test("granularity() of a field too small for it is NaN", () => {
  const data = new Uint16Array(9).fill(5), labels = new Int32Array(9).fill(1);
  const box = { label: 1, area: 9, left: 0, top: 0, right: 2, bottom: 2 };
  assert(granularity([{ name: "a", data }], labels, [box], 3, 3).every(Number.isNaN));
});
