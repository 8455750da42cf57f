import { assertEquals } from "@std/assert";
import { isPartner, nearestCandidates, vote } from "../../../lib/profile/match/candidates.ts";

const labels = {
  compounds: ["a", "a", "b", "b", "b", "c", "d", "e"],
  moas: ["x", "x", "x", "x", "x", "y", null, "y"],
  batches: ["1", "2", "1", "1", "2", "2", "2", "1"],
};
const from = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.05, 0.6];

Deno.test("nearestCandidates() leaves out the own compound, the own batch and unknown mechanisms", () => {
  assertEquals([...nearestCandidates(from, labels, 0, "NSC", 9).rows], [2, 3, 4, 5, 7]);
  assertEquals([...nearestCandidates(from, labels, 0, "NSCB", 9).rows], [4, 5]);
});

Deno.test("nearestCandidates() stops once k are left without any one compound", () => {
  const { rows, distances } = nearestCandidates(from, labels, 0, "NSC", 1);
  assertEquals([...rows], [2, 3, 4, 5]);
  assertEquals([...distances], [0.2, 0.3, 0.4, 0.5]);
  assertEquals([...nearestCandidates(from, labels, 0, "NSC", 2).rows], [2, 3, 4, 5, 7]);
});

Deno.test("nearestCandidates() puts the lower row first where distances are equal", () => {
  const equal = new Float64Array(8);
  assertEquals([...nearestCandidates(equal, labels, 5, "NSC", 1).rows], [0, 1, 2, 3, 4, 7]);
});

Deno.test("isPartner() without batches asks for another compound only", () => {
  const { compounds, moas } = labels;
  assertEquals(isPartner({ compounds, moas }, 0, 2, "NSCB"), true);
  assertEquals(isPartner(labels, 0, 1, "NSC"), false);
  assertEquals([isPartner(labels, 0, 2, "NSCB"), isPartner(labels, 0, 4, "NSCB")], [false, true]);
});

Deno.test("vote() takes the commonest of the k nearest, among equals that of the nearest", () => {
  const candidates = {
    rows: Int32Array.from([5, 2, 3, 7]),
    distances: Float64Array.from([1, 2, 2, 2]),
  };
  assertEquals(vote(candidates, labels, 1), { moa: "y", voters: [5], distance: 1, tied: false });
  assertEquals(vote(candidates, labels, 2).moa, "y");
  assertEquals(vote(candidates, labels, 3), {
    moa: "x",
    voters: [5, 2, 3],
    distance: 1,
    tied: true,
  });
  assertEquals(vote(candidates, labels, 4).moa, "y");
});

Deno.test("vote() without a compound is the vote of the others, of none is null", () => {
  const candidates = { rows: Int32Array.from([2, 5, 7]), distances: Float64Array.from([1, 2, 3]) };
  assertEquals(vote(candidates, labels, 1, "b"), {
    moa: "y",
    voters: [5],
    distance: 2,
    tied: false,
  });
  const none = vote({ rows: new Int32Array(), distances: new Float64Array() }, labels, 1);
  assertEquals(none, { moa: null, voters: [], distance: NaN, tied: false });
});
