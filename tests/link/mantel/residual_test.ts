import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { directions, dot, residual } from "../../../lib/link/mantel/residual.ts";

const random = new Random(1);
const list = () => Float64Array.from({ length: 30 }, () => random.normal());

Deno.test("directions() are of length 1, orthogonal to one another and to the constant", () => {
  const found = directions([list(), list(), list()]);
  assertEquals(found.length, 3);
  for (const [i, a] of found.entries()) {
    for (const [j, b] of found.entries()) assertAlmostEquals(dot(a, b), i === j ? 1 : 0, 1e-12);
    assertAlmostEquals(a.reduce((sum, value) => sum + value, 0), 0, 1e-12);
  }
});

Deno.test("directions() leaves out what others explain, and what does not vary", () => {
  const one = list(), scaled = one.map((value) => 3 * value - 7);
  assertEquals(directions([one, scaled, new Float64Array(30).fill(5)]).length, 1);
});

Deno.test("residual() leaves nothing of a mixture of what is taken off", () => {
  const [a, b] = [list(), list()];
  const mixed = a.map((value, i) => 1e6 + 2 * value - 5 * b[i]!);
  const left = residual(mixed, directions([a, b]));
  assert(left.every((value) => Math.abs(value) < 1e-8));
});
