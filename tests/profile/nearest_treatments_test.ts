import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles, selectRows } from "../../lib/core/profiles.ts";
import { nearestTreatments } from "../../lib/profile/nearest_treatments.ts";

const meta = pl.DataFrame({ drug: ["a", "a", "b", "c", "d"] });
const all = makeProfiles(meta, ["x", "y"], new Float64Array([1, 0, 2, 0, 0, 1, 1, 1, 4, 4]));

Deno.test("nearestTreatments() leaves the own compound out and takes the first of equals", async () => {
  const [near] = await nearestTreatments(selectRows(all, [0]), all, { compound: "drug" });
  assertEquals(near!.map(({ row }) => row), [3, 4, 2]);
  assertAlmostEquals(near![0]!.distance, 1 - Math.SQRT1_2, 1e-6);
});

Deno.test("nearestTreatments() gives as many as there are", async () => {
  const options = { compound: "drug", neighbours: 9 };
  const near = await nearestTreatments(selectRows(all, [2, 4]), all, options);
  assertEquals(near.map((list) => list.length), [4, 4]);
});
