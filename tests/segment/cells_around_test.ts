import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { cellsAround } from "../../lib/segment/cells_around.ts";

const width = 12;
/** Labels out of rows of digits, a dot for the background. */
const drawn = (...rows: string[]) =>
  Int32Array.from(rows.join(""), (sign) => sign === "." ? 0 : Number(sign));
const rowsOf = (labels: Int32Array) =>
  Array.from(
    { length: labels.length / width },
    (_, y) => [...labels.subarray(y * width, (y + 1) * width)].map((n) => n || ".").join(""),
  );

Deno.test("cellsAround() numbers cells as their nuclei, whatever numbers they had", () => {
  const nuclei = drawn(
    "............",
    ".11.....22..",
    "............",
  );
  const found = drawn(
    "8888....333.",
    "8888....333.",
    "8888....333.",
  );
  const { cells, ...counts } = cellsAround(nuclei, found, width);
  assertEquals(rowsOf(cells), ["1111....222.", "1111....222.", "1111....222."]);
  assertEquals(counts, { divided: 0, empty: 0, bare: 0 });
});

Deno.test("cellsAround() divides a cell by ways inside it, not over a gap", () => {
  // Nucleus 2 is nearer to the right arm of the U as the crow flies, but not on a way inside.
  const nuclei = drawn(
    "1..........2",
    "............",
    "............",
    "............",
  );
  const found = drawn(
    "55........55",
    "55........55",
    "55........55",
    "555555555555",
  );
  const { cells, divided } = cellsAround(nuclei, found, width);
  assertEquals(divided, 1);
  assertEquals(rowsOf(cells), ["11........22", "11........22", "11........22", "111111222222"]);
});

Deno.test("cellsAround() leaves out cells without a nucleus; a nucleus in none is its own cell", () => {
  const nuclei = drawn(
    "11..........",
    "11....22....",
    "......22....",
  );
  const found = drawn(
    "..777.......",
    "..777.66....",
    ".77777666...",
  );
  const { cells, ...counts } = cellsAround(nuclei, found, width);
  // Of nucleus 1 nothing lies in cell 7.
  assertEquals(rowsOf(cells), ["11..........", "11....22....", "......222..."]);
  assertEquals(counts, { divided: 0, empty: 1, bare: 1 });
});

Deno.test("cellsAround() takes half a nucleus for enough, and less for another one's cell", () => {
  const nuclei = drawn("1111..222222");
  const found = drawn("..999...3355");
  const { cells, bare } = cellsAround(nuclei, found, width);
  assertEquals(rowsOf(cells), ["11111.222222"]);
  assertEquals(bare, 1);
});

Deno.test("cellsAround() keeps no piece of a cell that another nucleus cuts off", () => {
  const nuclei = drawn(
    "1.2.........",
    "..2.........",
    "..2.........",
  );
  const found = drawn(
    "444444......",
    "..5.........",
    "..5.........",
  );
  const { cells } = cellsAround(nuclei, found, width);
  assertEquals(rowsOf(cells), ["112.........", "..2.........", "..2........."]);
});

Deno.test("cellsAround() gives cells that hold their nuclei, of pixels found or nuclear alone, and knows no nuclei or cells", () => {
  const random = new Random(4), side = 40;
  for (let round = 0; round < 40; round++) {
    const blobs = (count: number, radius: number) => {
      const labels = new Int32Array(side * side);
      for (let label = 1; label <= count; label++) {
        const [x, y] = [random.integer(side), random.integer(side)];
        labels.forEach((_, i) => {
          if (Math.hypot(i % side - x, Math.floor(i / side) - y) < radius) labels[i] = label;
        });
      }
      return labels;
    };
    const nuclei = blobs(random.integer(12), 3), found = blobs(random.integer(9), 9);
    const { cells, empty, bare } = cellsAround(nuclei, found, side);
    assertEquals(new Set(cells), new Set([0, ...nuclei]));
    cells.forEach((cell, i) => {
      if (nuclei[i] !== 0) assertEquals(cell, nuclei[i]);
      else assert(cell === 0 || found[i] !== 0);
    });
    const count = (labels: Int32Array) => new Set(labels.filter((label) => label > 0)).size;
    assert(empty <= count(found) && bare <= count(nuclei));
  }
  const nothing = new Int32Array(4), one = Int32Array.of(0, 1, 0, 0);
  assertEquals(cellsAround(nothing, one, 4), { cells: nothing, divided: 0, empty: 1, bare: 0 });
  assertEquals(cellsAround(one, nothing, 4), { cells: one, divided: 0, empty: 0, bare: 1 });
  assertThrows(() => cellsAround(one, new Int32Array(8), 4), InputError, "8 pixels");
});
