import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { allCandidates } from "../../../lib/profile/match/all_candidates.ts";

const labels = { compounds: ["a", "b", "c"], moas: ["x", "x", "y"], batches: ["1", "1", "2"] };
const meta = pl.DataFrame({ row: [0, 1, 2] });

Deno.test("allCandidates() gives each rule its own list for every treatment", async () => {
  const treatments = makeProfiles(meta, ["f"], new Float64Array([1, 2, 4]));
  const [nsc, nscb] = await allCandidates(treatments, labels, ["NSC", "NSCB"], 1, {
    metric: "euclidean",
  });
  assertEquals(nsc!.map(({ rows }) => [...rows]), [[1, 2], [0, 2], [1, 0]]);
  assertEquals(nscb!.map(({ rows }) => [...rows]), [[2], [2], [1, 0]]);
  assertEquals([...nsc![2]!.distances], [2, 3]);
});

Deno.test("allCandidates() refuses NaN, naming it, and a strange number of neighbours", async () => {
  const bad = makeProfiles(meta, ["f"], new Float64Array([1, NaN, 4]));
  await assertRejects(() => allCandidates(bad, labels, ["NSC"], 1), InputError, "row 2, column f");
  for (const neighbours of [0, 1.5, NaN]) {
    await assertRejects(
      () => allCandidates(bad, labels, ["NSC"], neighbours),
      InputError,
      `${neighbours} neighbours`,
    );
  }
});
