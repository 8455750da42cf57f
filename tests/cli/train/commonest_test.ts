import { assertEquals } from "@std/assert";
import { commonestOf } from "../../../lib/cli/train/commonest.ts";
import { classReport } from "../../../lib/learn/metrics.ts";

Deno.test("commonestOf() takes the class that is commonest in training, not in the test", () => {
  const report = classReport([1, 0, 1], [1, 0, 0], ["DMSO", "taxol"]);
  assertEquals(commonestOf(report, [0, 1, 1], ["DMSO", "taxol"]), {
    label: "taxol",
    named: 1 / 3,
    true: 2 / 3,
  });
});
