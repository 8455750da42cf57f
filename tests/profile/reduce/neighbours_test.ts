import { assert, assertEquals } from "@std/assert";
import { multiply, type Product } from "../../../lib/core/multiply.ts";
import { profileMatrix } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { makeGeometry } from "../../../lib/profile/reduce/geometry.ts";
import { findNeighbours } from "../../../lib/profile/reduce/neighbours.ts";
import { digits, largestDifference, reference } from "./digits.ts";

/** An engine that rounds factors to 10 bits of fraction, as graphics cards may. */
const coarse: Product = (left, right) => {
  const round = (data: Float32Array) => {
    const bits = new Uint32Array(Float32Array.from(data).buffer);
    return new Float32Array(bits.map((word) => (word + 0x1000) & 0xffffe000).buffer);
  };
  const [a, b] = [left, right].map((matrix) => ({ ...matrix, data: round(matrix.data) }));
  return multiply(a!, b!);
};

for (const metric of ["euclidean", "cosine"] as const) {
  Deno.test(`findNeighbours() equals scikit-learn's exact search, ${metric}`, async () => {
    const geometry = makeGeometry(profileMatrix(digits()), metric);
    const { distances } = await findNeighbours(geometry, 8);
    const expected = reference.neighbours[metric];
    assert(largestDifference(distances.subarray(0, expected.length), expected) < 1e-8);
  });
}

Deno.test("findNeighbours() gives the same bytes by an engine of 10 bits", async () => {
  const random = new Random(3), rows = 260, cols = 24;
  // Tight groups far apart: the engine alone would confuse all rows of a group.
  const data = Float64Array.from(
    { length: rows * cols },
    (_, i) => 1000 + 50 * (Math.floor(i / cols) % 5) * Math.sin(i % cols) + random.normal(0, 0.01),
  );
  const geometry = makeGeometry({ rows, cols, data }, "euclidean");
  const fine = await findNeighbours(geometry, 12),
    rough = await findNeighbours(geometry, 12, coarse);
  assertEquals(rough.rows, fine.rows);
  assertEquals(rough.distances, fine.distances);
  const all = Array.from({ length: rows }, (_, row) => row).filter((row) => row !== 7);
  const distance = (row: number) =>
    Math.hypot(
      ...Array.from({ length: cols }, (_, i) => data[7 * cols + i]! - data[row * cols + i]!),
    );
  all.sort((a, b) => distance(a) - distance(b));
  assertEquals([...fine.rows.subarray(7 * 12, 8 * 12)], all.slice(0, 12));
});

Deno.test("findNeighbours() finds the nearest of a row at the mean, whose length is 0", async () => {
  const data = new Float64Array([0, 1000, -1000, 1000.0001, -1000.0001]);
  const geometry = makeGeometry({ rows: 5, cols: 1, data }, "euclidean");
  assertEquals([...(await findNeighbours(geometry, 2)).rows.subarray(0, 2)], [1, 2]);
});

Deno.test("findNeighbours() counts duplicates as neighbours, in their order, but no row itself", async () => {
  const geometry = makeGeometry(
    { rows: 40, cols: 2, data: new Float64Array(80).fill(3) },
    "euclidean",
  );
  const { rows, distances } = await findNeighbours(geometry, 3);
  assertEquals([...rows.subarray(0, 9)], [1, 2, 3, 0, 2, 3, 0, 1, 3]);
  assertEquals(distances.every((distance) => distance === 0), true);
});
