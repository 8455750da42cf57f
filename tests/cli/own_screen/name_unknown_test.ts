import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { errorFor, nameUnknown } from "../../../lib/cli/own_screen/name_unknown.ts";

/** 12 compounds of mechanism x along one axis, 12 of y along another, and three that nobody named. */
function treatments() {
  const known = Array.from({ length: 24 }, (_, i) => ({
    name: `k${i}`,
    moa: i % 2 === 0 ? "x" : "y",
    at: i % 2 === 0 ? [9, i / 24, 0] : [i / 24, 9, 0],
  }));
  const open = [
    { name: "like x", moa: null, at: [8, 0.4, 0] },
    { name: "idle", moa: null, at: [0.4, 8, 0] },
    { name: "new", moa: null, at: [0.1, 0.2, 9] },
  ];
  const all = [...known, ...open];
  const text = (column: string, of: (one: typeof all[number]) => string | null) =>
    pl.Series(column, all.map(of), pl.Utf8);
  const meta = pl.DataFrame([
    text("Metadata_Treatment", ({ name }) => name),
    text("Metadata_Compound", ({ name }) => name),
    text("Metadata_MoA", ({ moa }) => moa),
  ]);
  return makeProfiles(meta, ["a", "b", "c"], Float64Array.from(all.flatMap(({ at }) => at)));
}

Deno.test("nameUnknown() names what is like a mechanism and abstains from what is like none", async () => {
  const active = new Map<string, boolean | null>([["like x", true], ["new", true], [
    "idle",
    false,
  ]]);
  const { rows, sets } = await nameUnknown(treatments(), { active });
  assertEquals(rows.map(({ treatment, said }) => [treatment, said]), [
    ["like x", "x"],
    ["idle", "not shown to act; if it does: y"],
    ["new", "none of the known mechanisms"],
  ]);
  assertEquals(rows.map(({ mechanisms }) => mechanisms), ["x", "y", ""]);
  assertEquals([...sets.keys()], ["like x", "new"]);
  const untested = await nameUnknown(treatments(), { active: new Map([["idle", null]]) });
  assertEquals(untested.rows[1]?.said, "cannot tell whether it acts; if it does: y");
  assertEquals(rows[0]?.nearest.split("; ").every((one) => one.includes("(x, ")), true);
});

Deno.test("nameUnknown() says how many mechanisms are possible where they are many", async () => {
  const active = new Map([["like x", true]]);
  // At this error nothing can be ruled out: no p-value is below 1/25.
  const { rows: [row] } = await nameUnknown(treatments(), { active, error: 0.01, most: 1 });
  assertEquals(row?.said, "cannot tell: 2 mechanisms are possible");
});

Deno.test("nameUnknown() has nothing to say where every mechanism is given", async () => {
  const all = treatments();
  const meta = all.meta.withColumn(
    pl.Series("Metadata_MoA", all.meta.toRecords().map(() => "x"), pl.Utf8),
  );
  assertEquals((await nameUnknown({ ...all, meta }, { active: new Map() })).rows, []);
});

Deno.test("errorFor() asks for no more error than it takes to rule something out", () => {
  const errors = [[38, 0], [19, 1], [18, 1], [21, 3], [9, 2], [4, 2]].map(([compounds, alone]) =>
    errorFor({ compounds: compounds!, alone: alone! }).error
  );
  assertEquals(errors, [0.1, 0.1, 0.15, 0.2, 0.3, 0.1]);
});

Deno.test("nameUnknown() names the neighbours alone where no mechanism is known", async () => {
  const all = treatments(), none = all.meta.toRecords().map(() => null);
  const meta = all.meta.withColumn(pl.Series("Metadata_MoA", none, pl.Utf8));
  const { rows: [row], sets } = await nameUnknown({ ...all, meta }, { active: new Map() });
  assertEquals([row?.said, row?.mechanisms, row?.known, sets.size], [
    "no mechanisms to choose from",
    "",
    null,
    0,
  ]);
  assertEquals(row?.nearest.split("; ").length, 3);
});
