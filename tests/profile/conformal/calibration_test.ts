import { assertEquals } from "@std/assert";
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
