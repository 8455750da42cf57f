import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { Calibration } from "../../../lib/profile/conformal/calibration.ts";
import { nearestOfEach } from "../../../lib/profile/conformal/nearest_of_each.ts";

/** Treatments on a line. */
const at = [0, 1, 3, 10, 12], compounds = ["a", "b", "b", "c", "d"];
const moas = ["x", "x", "x", "y", "y"], names = ["x", "y"], known = { compounds, moas };
const between = (rows: number[]) => ({
  rows: rows.length,
  cols: 5,
  data: Float32Array.from(rows.flatMap((row) => at.map((place) => Math.abs(place - row)))),
});
const asked = nearestOfEach(between([2]), ["q"], known, names);

Deno.test("Calibration counts a compound once, however many treatments it has", () => {
  const calibration = new Calibration({
    names,
    compounds,
    moas,
    near: nearestOfEach(between(at), compounds, known, names),
    references: undefined,
    strangeness: "distance",
    byMoa: false,
  });
  // Query at 2. Strangeness of a: 1, b: 1 and 3, c: 2, d: 2; of x for the query 1, without b 2.
  const { plausibility } = calibration.pValues(asked, 0, "q");
  assertEquals(plausibility[0], { moa: "x", p: (1 + 1 + 0.5 + 1 + 1) / 5 });
  // Of y 8, without c 10.
  assertEquals(plausibility[1], { moa: "y", p: 1 / 5 });
});

Deno.test("Calibration with references compares with these and calibrates on the others", () => {
  const references = new Set(["a", "c"]);
  const fixed = { compounds: ["a", "c"], moas: ["x", "y"] };
  const keep = (rows: number[]) => ({
    rows: rows.length,
    cols: 2,
    data: Float32Array.from(rows.flatMap((row) => [row, Math.abs(10 - row)])),
  });
  const calibration = new Calibration({
    names,
    compounds,
    moas,
    near: nearestOfEach(keep(at), compounds, fixed, names),
    references,
    strangeness: "distance",
    byMoa: false,
  });
  const query = nearestOfEach(keep([2]), ["q"], fixed, names);
  // b: 1 and 3, d: 2; the query: x 2, y 8.
  const { plausibility } = calibration.pValues(query, 0, "q");
  assertEquals(plausibility.map(({ p }) => p), [(1 + 0.5 + 1) / 3, 1 / 3]);
});

Deno.test("Calibration by ratio divides by the nearest other mechanism, looked for anew each time", () => {
  const random = new Random(5), moa = ["x", "x", "y", "z", "z", "y", "x", "w"];
  const compound = ["a", "b", "c", "d", "e", "f", "b", "g"], all = ["w", "x", "y", "z"];
  const drawn = (rows: number) => (
    { rows, cols: 8, data: Float32Array.from({ length: 8 * rows }, () => random.integer(5)) }
  );
  const labels = { compounds: compound, moas: moa }, between = drawn(8), query = drawn(3);
  const near = nearestOfEach(between, compound, labels, all);
  const asking = nearestOfEach(query, ["q", "q", "b"], labels, all);
  const calibration = new Calibration({
    ...{ names: all, near, references: undefined, strangeness: "ratio", byMoa: false },
    ...labels,
  });
  const ratio = (from: typeof near, row: number, place: number, without?: string) => {
    const own = from.to(row, place, without);
    const other = Math.min(...all.map((_, i) => i === place ? Infinity : from.to(row, i, without)));
    return own === Infinity ? own : other > 0 ? own / other : own > 0 ? Infinity : 1;
  };
  for (const [row, own] of ["q", "q", "b"].entries()) {
    const away = own === "b" ? own : undefined,
      { plausibility } = calibration.pValues(asking, row, own);
    for (const [place, { p }] of plausibility.entries()) {
      let sum = 1, total = 1;
      for (const name of new Set(compound)) {
        if (name === own) continue;
        const rows = [...compound.keys()].filter((one) => compound[one] === name);
        const limit = ratio(asking, row, place, name);
        const theirs = rows.map((one) => ratio(near, one, all.indexOf(moa[one]!), away));
        sum += theirs.filter((one) => one >= limit).length / rows.length;
        total++;
      }
      assertEquals(p, sum / total);
    }
  }
});
