import { assertEquals, assertMatch } from "@std/assert";
import { judgePredictions } from "../../../lib/cli/predict/judge.ts";
import { sayCounts, sayJudged } from "../../../lib/cli/predict/say.ts";

const field = { plate: "P1", site: 1, files: {}, pixelSize: 1 };
const wells = ["A01", "A02", "A03", "A04"].map((well, i) => ({
  ...field,
  well,
  metadata: { Metadata_MoA: i === 3 ? null : "a", Metadata_Compound: i < 2 ? "old" : "new" },
}));
const predicted = {
  rows: wells,
  named: [0, 0, 1, 0],
  probabilities: new Float64Array(8),
  fields: [1, 1, 1, 1],
};
const options = { unit: "well", label: "Metadata_MoA", told: true } as const;

Deno.test("sayJudged() says what was not judged, and what makes a score too good", () => {
  const compounds = { column: "Metadata_Compound", seen: new Set(["old"]) };
  const seen = new Set(["P1 A01"]), label = "Metadata_MoA";
  const judged = judgePredictions(predicted, ["a", "b"], { label, seen, compounds });
  const [score, not, plates, drugs, ...more] = sayJudged(judged, options);
  assertMatch(score!, /^judged by Metadata_MoA: .* drawing 2 compounds of 1 plate:/);
  assertEquals(
    not,
    "not judged: 1 well that it learned from or that chose its epoch, by the names of plate and " +
      "well; 1 well without Metadata_MoA",
  );
  assertMatch(plates!, /^2 of the 2 wells are on plates/);
  assertMatch(drugs!, /^1 of the 2 wells are of compounds that it has seen/);
  assertEquals(more, []);
});

Deno.test("sayJudged() says so where nothing is left, or a file does not tell what it has seen", () => {
  const label = "Metadata_MoA", all = new Set(wells.map(({ well }) => `P1 ${well}`));
  const none = judgePredictions(predicted, ["a", "b"], { label, seen: all });
  assertEquals(sayJudged(none, options).at(-1), "nothing is left to judge it by Metadata_MoA");
  const judged = judgePredictions(predicted, ["a", "b"], { label });
  assertMatch(sayJudged(judged, { ...options, told: false }).at(-1)!, /does not tell/);
});

Deno.test("sayCounts() names the commonest first", () => {
  assertEquals(sayCounts({ a: 1, b: 2, c: 0 }, 3), "b 2 (67 %), a 1 (33 %)");
});

Deno.test("sayJudged() asks whether a learned class is meant, and tells such names first", () => {
  const unknown = Object.fromEntries([..."uvwxyz", "taxool"].map((name) => [name, 2]));
  const leftOut = { seen: 0, unknown, meant: { taxool: "taxol" }, unlabelled: 0 };
  const [not] = sayJudged({ rows: 0, wells: 0, plates: 0, onSeenPlates: 0, leftOut }, options);
  assertEquals(
    not,
    "not judged: 14 wells of classes that it never learned (taxool: is taxol meant?, u, v, w, x and 2 more)",
  );
});
