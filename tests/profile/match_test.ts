import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { wilsonInterval } from "../../lib/core/wilson_interval.ts";
import { matchTreatments } from "../../lib/profile/match.ts";

const columns = { compound: "compound", moa: "moa", batch: "week" };

/** Treatments in the plane, given as [compound, mechanism, week, angle in degrees, length]. */
function plane(rows: [string, string | null, number, number, number][]): Profiles {
  const meta = pl.DataFrame([
    pl.Series("compound", rows.map(([compound]) => compound), pl.Utf8),
    pl.Series("moa", rows.map(([, moa]) => moa), pl.Utf8),
    pl.Series("week", rows.map(([, , week]) => week), pl.Int64),
  ]);
  const values = rows.flatMap(([, , , angle, length]) => [
    length * Math.cos(angle * Math.PI / 180),
    length * Math.sin(angle * Math.PI / 180),
  ]);
  return makeProfiles(meta, ["area", "texture"], Float64Array.from(values));
}

const treatments = plane([
  ["a", "x", 1, 0, 1],
  ["a", "x", 1, 1, 1],
  ["b", "x", 2, 20, 1],
  ["c", "y", 1, 8, 1],
  ["d", "y", 2, 90, 5],
  ["e", null, 3, 9, 1],
  ["f", "z", 3, 95, 1],
  ["g", "z", 3, 97, 1],
]);

Deno.test("matchTreatments() by NSC takes the nearest of another compound, by hand", async () => {
  const report = await matchTreatments(treatments, columns);
  assertEquals(
    report.matches.map(({ row, moa, predicted, neighbours }) => [
      row,
      moa,
      predicted,
      ...neighbours,
    ]),
    [
      [0, "x", "y", 3],
      [1, "x", "y", 3],
      [2, "x", "y", 3],
      [3, "y", "x", 1],
      [4, "y", "z", 6],
      [6, "z", "z", 7],
      [7, "z", "z", 6],
    ],
  );
  assertEquals([report.hits, report.total, report.tied], [2, 7, 0]);
  assertAlmostEquals(report.matches[0]!.distance, 1 - Math.cos(8 * Math.PI / 180), 1e-6);
  assertEquals(report.confusion.rows, ["x", "y", "z"]);
  assertEquals([...report.confusion.counts.data], [0, 3, 0, 1, 0, 1, 0, 0, 2]);
  assertEquals(report.recalls.map(({ moa, hits, total }) => [moa, hits, total]), [
    ["x", 0, 3],
    ["y", 0, 2],
    ["z", 2, 2],
  ]);
  assertEquals(report.leftOut, { unlabelled: [5], moas: [] });
});

Deno.test("matchTreatments() by NSCB asks for another week too and leaves single weeks out", async () => {
  const report = await matchTreatments(treatments, columns, { rule: "NSCB" });
  assertEquals(
    report.matches.map(({ row, predicted, neighbours }) => [
      row,
      predicted,
      ...neighbours,
    ]),
    [
      [0, "x", 2],
      [1, "x", 2],
      [2, "y", 3],
      [3, "x", 2],
      [4, "z", 6],
    ],
  );
  assertEquals(report.leftOut, { unlabelled: [5], moas: ["z"] });
  assertEquals(report.hits, 2);
});

Deno.test("matchTreatments() lets k nearest vote", async () => {
  const report = await matchTreatments(treatments, columns, { neighbours: 3 });
  assertEquals(report.matches[0]!.neighbours, [3, 2, 4]);
  assertEquals(report.matches[3]!.predicted, "x");
  assertEquals(report.matches[6]!.neighbours, [6, 4, 2]);
  assertEquals(report.matches[6]!.predicted, "z");
});

Deno.test("matchTreatments() by Euclid minds lengths, by Pearson the mean of each profile", async () => {
  const meta = pl.DataFrame({ compound: ["a", "b", "c", "d"], moa: ["x", "x", "y", "y"] });
  const rows = [[1, 0, 0], [9, 1, 1], [1, 0.4, 0], [19, 18, 18]];
  const profiles = makeProfiles(meta, ["p", "q", "r"], Float64Array.from(rows.flat()));
  const nearest = async (metric: "cosine" | "pearson" | "euclidean") =>
    (await matchTreatments(profiles, { compound: "compound", moa: "moa" }, { metric })).matches[0]!
      .neighbours;
  assertEquals(await nearest("euclidean"), [2]);
  assertEquals(await nearest("cosine"), [1]);
  assertEquals((await nearest("pearson"))[0] === 2, false);
});

Deno.test("matchTreatments() scores like guessing where mechanisms are dealt at random", async () => {
  const random = new Random(2);
  const rows = Array.from({ length: 400 }, (_, i): [string, string, number, number, number] => [
    `c${i}`,
    `m${random.integer(4)}`,
    random.integer(3),
    random.uniform(0, 360),
    1,
  ]);
  for (const rule of ["NSC", "NSCB"] as const) {
    const { share, interval } = await matchTreatments(plane(rows), columns, { rule });
    assert(interval.low < 0.25 && interval.high > 0.25, `${share}`);
  }
});

Deno.test("matchTreatments() lets equal distances know nothing of the truth, and counts them", async () => {
  const same = plane([
    ["a", "x", 1, 5, 1],
    ["b", "y", 1, 5, 1],
    ["c", "x", 1, 5, 1],
    ["d", "y", 1, 5, 1],
  ]);
  const report = await matchTreatments(same, columns);
  assertEquals(report.matches.map(({ neighbours }) => neighbours[0]), [1, 0, 0, 0]);
  assertEquals([report.hits, report.tied], [1, 4]);
});

Deno.test("matchTreatments() keeps profiles without direction at distance 1 from all", async () => {
  const zero = plane([["a", "x", 1, 0, 0], ["b", "x", 1, 10, 1], ["c", "y", 1, 200, 1], [
    "d",
    "y",
    1,
    201,
    1,
  ]]);
  const { matches } = await matchTreatments(zero, columns);
  assertEquals([matches[0]!.distance, matches[1]!.predicted], [1, "x"]);
});

Deno.test("matchTreatments() is not certain of a mechanism because two compounds were right", async () => {
  const rows = plane([["a", "x", 1, 0, 1], ["b", "x", 1, 3, 1], ["c", "y", 1, 90, 1], [
    "d",
    "y",
    1,
    93,
    1,
  ]]);
  const { share, interval } = await matchTreatments(rows, columns);
  assertEquals([share, interval], [1, wilsonInterval(4, 4)]);
});

Deno.test("matchTreatments() draws compounds, not treatments, for its interval", async () => {
  const doses = (compound: string, moa: string, angle: number) =>
    Array.from({ length: 8 }, (_, i): [string, string, number, number, number] => [
      compound,
      moa,
      1,
      angle + i * 0.1,
      1,
    ]);
  const report = await matchTreatments(
    plane([
      ...doses("a", "x", 0),
      ...doses("b", "x", 10),
      ...doses("c", "y", 12),
      ...doses("d", "y", 90),
    ]),
    columns,
  );
  assert(report.interval.high - report.interval.low >= 0.5, JSON.stringify(report.interval));
});

Deno.test("matchTreatments() says what is wrong with its input", async () => {
  const wrong: [() => Promise<unknown>, string][] = [
    [() => matchTreatments(plane([]), columns), "0 treatments"],
    [() => matchTreatments(treatments, { ...columns, moa: "mechanism" }), "mechanism"],
    [() => matchTreatments(treatments, columns, { neighbours: 0 }), "0 neighbours"],
    [
      () => matchTreatments(treatments, { compound: "compound", moa: "moa" }, { rule: "NSCB" }),
      "columns.batch",
    ],
    [() => matchTreatments(plane([["a", "x", 1, NaN, 1], ["b", "x", 1, 0, 1]]), columns), "NaN"],
    [() => matchTreatments(plane([["a", "x", 1, 1, 1], ["b", "y", 1, 0, 1]]), columns), "could be"],
  ];
  for (const [run, message] of wrong) await assertRejects(run, InputError, message);
});
