import pl from "nodejs-polars";
import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { groupDistances } from "../../lib/profile/group_distance.ts";

const moa = ["actin", "DNA", "tubulin", "actin", "kinase"];
const values = new Float64Array([1, 1, 5, 5, 2, 1, 1, 3, 6, 5]);
const profiles = makeProfiles(pl.DataFrame({ moa }), ["a", "b"], values);

Deno.test("groupDistances() puts similar groups side by side, and the tree follows", async () => {
  const found = await groupDistances(profiles, "moa", { metric: "euclidean" });
  assertEquals(found.names, ["actin", "tubulin", "DNA", "kinase"]);
  assertEquals(found.sizes, [2, 1, 1, 1]);
  assertEquals([...found.means.data], [1, 2, 2, 1, 5, 5, 6, 5]);
  assertAlmostEquals(found.distances.data[1]!, Math.SQRT2, 1e-6);
  assertEquals(found.tree?.slice(0, 2).map(({ left, right }) => [left, right]), [[2, 3], [0, 1]]);
});

Deno.test("groupDistances() keeps the order asked for, of some groups too", async () => {
  const found = await groupDistances(profiles, "moa", {
    metric: "euclidean",
    order: ["kinase", "actin"],
  });
  assertEquals([found.names, found.sizes, found.tree], [["kinase", "actin"], [1, 2], undefined]);
  assertAlmostEquals(found.distances.data[1]!, Math.sqrt(25 + 9), 1e-6);
});

Deno.test("groupDistances() refuses unknown and repeated groups and values not finite", async () => {
  const order = (names: string[]) => groupDistances(profiles, "moa", { order: names });
  await assertRejects(() => order(["actin", "Eg5"]), InputError, '"Eg5"');
  await assertRejects(() => order(["actin", "actin"]), InputError, "twice");
  const bad = { ...profiles, values: values.with(3, Infinity) };
  await assertRejects(() => groupDistances(bad, "moa"), InputError, "row 2, column b");
});
