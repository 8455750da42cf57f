import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { cytoplasmOf, segmentCells } from "../../lib/segment/cells.ts";
import { segmentNuclei } from "../../lib/segment/nuclei.ts";
import { seededPieces } from "../../lib/segment/seeded_pieces.ts";
import { type Disc, drawnNuclei } from "./drawn_nuclei.ts";

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

Deno.test("segmentCells() has every pixel of a nucleus in its cell, also of one in several pieces", () => {
  for (let seed = 1; seed <= 12; seed++) {
    const random = new Random(seed), width = 60, height = 40, count = 5;
    const pieces = Array.from({ length: 3 * count }, (_, i): Disc => {
      return [random.integer(width), random.integer(height), 1 + random.integer(4), 1 + i % count];
    });
    const given = Int32Array.from({ length: width * height }, (_, i) => {
      const [, , , label] = pieces.find(([x, y, r]) =>
        Math.hypot(i % width - x, Math.floor(i / width) - y) < r
      ) ?? [0, 0, 0, 0];
      return label;
    });
    const discs = pieces.map(([x, y, r]): Disc => [x, y, 2 * r, 700]);
    const cells = segmentCells(given, [drawnNuclei(width, height, discs, seed)]);
    assert(cells.some((cell, i) => cell !== given[i]), `seed ${seed}: no cytoplasm`);
    given.forEach((nucleus, i) => assert(nucleus === 0 || cells[i] === nucleus, `seed ${seed}`));
    assertEquals(seededPieces(cells.slice(), given, width), cells);
  }
});

Deno.test("segmentCells() keeps the nucleus where a corner alone joins it to most of the cell", () => {
  const data = new Uint16Array(1600).fill(100), one = new Int32Array(1600);
  for (let i = 0; i < 1600; i++) {
    const x = i % 40, y = Math.floor(i / 40);
    if (x < 6 && y < 6) one[i] = 1;
    if (x < 6 && y < 6 || x >= 6 && x < 25 && y >= 6 && y < 25) data[i] = 4000;
  }
  const cells = segmentCells(one, [{ width: 40, height: 40, data }], { smoothing: 0 });
  assertEquals(cells, one);
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
