import { assert, assertEquals } from "@std/assert";
import { factorize, solve } from "../../../lib/profile/combat/regress.ts";
import { assertNear } from "../reference.ts";

Deno.test("factorize() and solve() solve several right sides at once", () => {
  const matrix = [4, 2, 1, 2, 5, 3, 1, 3, 6], wanted = [1, -2, 3, 0.5, -1, 4];
  const right = Float64Array.from({ length: 6 }, (_, i) => {
    const row = i >> 1, side = i % 2;
    return [0, 1, 2].reduce((sum, k) => sum + matrix[row * 3 + k]! * wanted[k * 2 + side]!, 0);
  });
  const factor = factorize(matrix, [4, 5, 6]);
  assert("lower" in factor);
  solve(factor.lower, right, 2);
  assertNear(right, wanted, 1e-14);
});

Deno.test("factorize() finds the column that is a sum of others, up to rounding", () => {
  const columns = [[0.1, 0.7, 0.3], [1.1, 0.2, 0.5]];
  const all = [...columns, columns[0]!.map((value, i) => value + columns[1]![i]!)];
  const products = all.flatMap((a) => all.map((b) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)));
  assertEquals(factorize(products, [0, 4, 8].map((i) => products[i]!)), { dependent: 2 });
});

Deno.test("solve() of nothing does nothing", () => {
  solve(new Float64Array(), new Float64Array(), 3);
});
