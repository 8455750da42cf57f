import { assertAlmostEquals } from "@std/assert";
import { characteristicPolynomial } from "../../../lib/chem/descriptor/characteristic_polynomial.ts";
import { graphOf } from "./parts.ts";

Deno.test("characteristicPolynomial() of a chain is Chebyshev's, to rounding for 60 atoms", () => {
  const atoms = 60, found = characteristicPolynomial(graphOf("C".repeat(atoms)));
  // The coefficient of x^(n − 2k) is (−1)^k binomial(n − k, k).
  let binomial = 1;
  for (let k = 0; 2 * k <= atoms; k++) {
    assertAlmostEquals(found[2 * k]! / binomial, (-1) ** k, 1e-9);
    binomial *= (atoms - 2 * k) * (atoms - 2 * k - 1) / ((atoms - k) * (k + 1));
  }
});

Deno.test("characteristicPolynomial() of benzene is the one of Hückel's theory", () => {
  const found = characteristicPolynomial(graphOf("c1ccccc1"));
  const expected = [1, 0, -6, 0, 9, 0, -4];
  for (const [i, value] of expected.entries()) assertAlmostEquals(found[i]!, value, 1e-12);
});
