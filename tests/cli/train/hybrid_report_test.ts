import { assertEquals } from "@std/assert";
import { commonestOf, reportOf } from "../../../lib/cli/train/hybrid_report.ts";

Deno.test("reportOf() names the class of the highest logit, and draws whole wells", () => {
  const outputs = { shape: [3, 2], data: new Float32Array([0, 1, 5, 4, -1, -2]) };
  const truth = { shape: [3], data: new Int32Array([1, 0, 1]) };
  const report = reportOf(outputs, truth, ["DMSO", "taxol"], ["A01", "A01", "A02"]);
  assertEquals([...report.confusion.counts.data], [1, 0, 1, 1]);
  // Two wells: a resample of A02 alone has accuracy 0.
  assertEquals(report.accuracy.low, 0);
  assertEquals(commonestOf(report, [0, 1, 1], ["DMSO", "taxol"]), {
    label: "taxol",
    named: 1 / 3,
    true: 2 / 3,
  });
});
