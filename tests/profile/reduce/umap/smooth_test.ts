import { assert, assertEquals } from "@std/assert";
import { profileMatrix } from "../../../../lib/core/profiles.ts";
import { makeGeometry } from "../../../../lib/profile/reduce/geometry.ts";
import { findNeighbours } from "../../../../lib/profile/reduce/neighbours.ts";
import { localScale } from "../../../../lib/profile/reduce/umap/smooth.ts";
import { digits, largestDifference, reference } from "../digits.ts";

Deno.test("localScale() equals umap-learn's", async () => {
  const geometry = makeGeometry(profileMatrix(digits()), "euclidean");
  const { rho, sigma } = localScale(await findNeighbours(geometry, 14));
  const { rhos, sigmas } = reference.umap;
  assert(largestDifference(rho.subarray(0, rhos.length), rhos) < 1e-5);
  assert(largestDifference(sigma.subarray(0, sigmas.length), sigmas) < 1e-4);
});

Deno.test("localScale() of duplicates has no scale and no NaN", () => {
  const distances = new Float64Array(12),
    rows = new Int32Array([1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2]);
  const { rho, sigma } = localScale({ count: 3, rows, distances });
  assertEquals([...rho], [0, 0, 0, 0]);
  assert(sigma.every((value) => value >= 0));
});
