import { assertAlmostEquals, assertEquals } from "@std/assert";
import { benjaminiHochberg } from "../../lib/profile/benjamini_hochberg.ts";

Deno.test("benjaminiHochberg() corrects the 15 p-values of the paper's example: 4 are called", () => {
  const p = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.324,
    0.4262,
    0.5719,
    0.6528,
    0.759,
    1,
  ];
  const corrected = benjaminiHochberg(p);
  assertEquals(corrected.filter((value) => value <= 0.05).length, 4);
  assertAlmostEquals(corrected[0]!, 0.0015, 1e-12);
  assertAlmostEquals(corrected[4]!, 0.0603, 1e-12);
});

Deno.test("benjaminiHochberg() keeps order, ties, NaN and 1", () => {
  assertEquals([...benjaminiHochberg([1, NaN, 0.02, 0.02])], [1, NaN, 0.03, 0.03]);
  assertEquals([...benjaminiHochberg([])], []);
});
