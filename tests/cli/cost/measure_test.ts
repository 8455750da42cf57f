import { assertRejects } from "@std/assert";
import { measureCost } from "../../../lib/cli/cost/measure.ts";
import { InputError } from "../../../lib/core/errors.ts";

// What it measures is looked at once, in the test of the command, since that takes seconds.
Deno.test("measureCost() asks for enough fields to see a pace", async () => {
  const index = { channels: ["DAPI"], fields: [] };
  const options = { index, folder: "nowhere", nuclei: "DAPI", workers: 2 };
  await assertRejects(() => measureCost(options), InputError, "four a thread, 8, or more");
});
