import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { cytoplasmOf, segmentCells } from "../../lib/segment/cells.ts";
import { segmentNuclei } from "../../lib/segment/nuclei.ts";
import { drawnNuclei } from "./drawn_nuclei.ts";

const places = [[30, 40], [75, 40], [120, 45]] as const;
const nuclear = drawnNuclei(160, 90, places.map(([x, y]) => [x, y, 9, 1500]));
const body = drawnNuclei(160, 90, places.map(([x, y]) => [x, y, 24, 700]), 2);
const nuclei = segmentNuclei(nuclear);

Deno.test("segmentCells() gives every nucleus its cell, under the same number", () => {
  const cells = segmentCells(nuclei, [body]);
  assertEquals(new Set(cells), new Set([0, 1, 2, 3]));
  nuclei.forEach((nucleus, i) => assert(nucleus === 0 || cells[i] === nucleus));
  for (const [index, [x, y]] of places.entries()) {
    assertEquals(cells[(y - 18) * 160 + x], nuclei[y * 160 + x], `cell ${index + 1}`);
  }
  assertEquals(cells[5 * 160 + 5], 0);
});

Deno.test("segmentCells() uses several channels, those of noise alone not", () => {
  const random = new Random(3);
  const noise = Uint16Array.from(body.data, () => Math.round(random.normal(800, 20)));
  const one = segmentCells(nuclei, [body]);
  assertEquals(segmentCells(nuclei, [body, { ...body, data: noise }]), one);
  const half = body.data.map((value, i) => i % 160 < 53 ? value : 400);
  const rest = body.data.map((value, i) => i % 160 < 53 ? 400 : value);
  const both = segmentCells(nuclei, [{ ...body, data: half }, { ...body, data: rest }]);
  const same = both.filter((label, i) => label === one[i]).length;
  assert(same > 0.95 * one.length, `${same} of ${one.length}`);
});

Deno.test("segmentCells() gives the nuclei back where no channel shows a cell, and nothing without nuclei", () => {
  const flat = { ...body, data: new Uint16Array(body.data.length).fill(500) };
  assertEquals(segmentCells(nuclei, [flat]), nuclei);
  assertEquals(segmentCells(new Int32Array(nuclei.length), [body]).some(Boolean), false);
});

Deno.test("segmentCells() removes cells that the border cuts where asked, others keep their numbers", () => {
  const at = drawnNuclei(160, 90, [[20, 40, 24, 700], [75, 40, 20, 700], [125, 45, 20, 700]], 2);
  const cells = segmentCells(nuclei, [at], { border: "remove" });
  const left = nuclei[40 * 160 + 75];
  assertEquals(cells[40 * 160 + 30], 0);
  assertEquals(cells[40 * 160 + 75], left);
});

Deno.test("cytoplasmOf() and the nuclei together are the cells", () => {
  const cells = segmentCells(nuclei, [body]), cytoplasm = cytoplasmOf(cells, nuclei);
  assertEquals(cytoplasm.map((label, i) => label + nuclei[i]!), cells);
});

Deno.test("segmentCells() refuses no channels and channels of another size", () => {
  assertThrows(() => segmentCells(nuclei, []), InputError, "no channel");
  const small = { width: 2, height: 1, data: new Uint16Array(2) };
  assertThrows(() => segmentCells(nuclei, [small]), InputError, "another size");
});
