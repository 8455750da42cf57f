import { assertAlmostEquals } from "@std/assert";
import { labelsToFlows } from "../../../lib/segment/flows/diffuse.ts";
import { flowErrors } from "../../../lib/segment/flows/flow_error.ts";

Deno.test("flowErrors() is about 4 for flows that point the wrong way", () => {
  const labels = new Int32Array(99).fill(8);
  const wrong = labelsToFlows(labels, 11, 9).map((flow) => -flow);
  assertAlmostEquals(flowErrors(labels, wrong, 11, 9).get(8)!, 4, 0.05);
});
