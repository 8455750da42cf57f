import pl from "nodejs-polars";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { judge } from "../../../lib/profile/guarded_tvn/judge.ts";

/** Two plates of eight controls and two wells of three drugs, with an offset of the second plate. */
function screen(ofPlate: number, ofDrug: number) {
  const random = new Random(3), features = Array.from({ length: 12 }, (_, j) => `f${j}`);
  const rows = ["P1", "P2"].flatMap((plate) =>
    [...new Array<string>(8).fill("DMSO"), "a", "b", "c"].map((drug) => ({ plate, drug }))
  );
  const values = rows.flatMap(({ plate, drug }) =>
    features.map((_, j) =>
      random.normal() + (plate === "P2" ? ofPlate : 0) + (drug === "abc"[j % 3] ? ofDrug : 0)
    )
  );
  const controls = rows.map(({ drug }) => drug === "DMSO");
  const options = { unseen: controls, controls, plate: "plate", treatment: "drug" };
  const profiles = makeProfiles(pl.DataFrame(rows), features, Float64Array.from(values));
  return { profiles, options };
}
const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;

Deno.test("judge() finds unseen controls beside their own plate as far as plates differ", async () => {
  const [alike, apart] = [screen(0, 0), screen(5, 0)];
  const first = await judge(alike.profiles, alike.options);
  const second = await judge(apart.profiles, apart.options);
  assertEquals([first.same.length, second.same.length], [16, 16]);
  // Seven of the other fifteen are of the own plate.
  first.chance.forEach((value) => assertAlmostEquals(value, 7 / 15));
  assert(mean(first.same) < 0.65, `${mean(first.same)}`);
  assert(mean(second.same) > 0.9, `${mean(second.same)}`);
});

Deno.test("judge() asks the controls that were not seen only", async () => {
  const { profiles, options } = screen(0, 0);
  const unseen = options.controls.map((is, row) => is && row % 2 === 0);
  assertEquals((await judge(profiles, { ...options, unseen })).same.length, 8);
});

Deno.test("judge() finds replicates as far as drugs differ, none where nothing was measured twice", async () => {
  const [weak, strong] = [screen(0, 0), screen(0, 9)];
  const precisions = async ({ profiles, options }: typeof weak) =>
    (await judge(profiles, options)).precisions;
  assertEquals(await precisions(strong), [1, 1, 1]);
  assert(mean(await precisions(weak)) < 0.8);
  const { profiles, options } = strong;
  const own = profiles.meta.toRecords().map(({ drug }, row) => drug === "DMSO" ? drug : `${row}`);
  const once = { ...profiles, meta: profiles.meta.withColumn(pl.Series("drug", own, pl.Utf8)) };
  assertEquals((await judge(once, options)).precisions, []);
  await assertRejects(() => judge(profiles, { ...options, treatment: "dose" }), InputError, "dose");
});
