import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { phenotypeSpace } from "../../lib/link/phenotype_space.ts";

const meta = pl.DataFrame({ drug: ["a", "b", "c"] });
const features = ["x", "y"];

Deno.test("phenotypeSpace() has distances of the metric asked for and one linear kernel", async () => {
  const profiles = makeProfiles(meta, features, new Float64Array([1, 1, 3, 3, 2, -1]));
  const cosine = await phenotypeSpace(profiles);
  const euclidean = await phenotypeSpace(profiles, { metric: "euclidean" });
  assertAlmostEquals(cosine.distances.data[1]!, 0, 1e-6);
  assertAlmostEquals(euclidean.distances.data[1]!, Math.SQRT2 * 2, 1e-6);
  // Means (2, 1): (−1, 0), (1, 2), (0, −2).
  assertEquals([...cosine.kernel.data], [1, -1, 0, -1, 5, -4, 0, -4, 4]);
  assertEquals(euclidean.kernel.data, cosine.kernel.data);
});

Deno.test("phenotypeSpace() refuses values that are not finite", async () => {
  const profiles = makeProfiles(meta, features, new Float64Array([1, 1, NaN, 3, 2, -1]));
  await assertRejects(() => phenotypeSpace(profiles), InputError);
});
