import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { columnsLeftOut, leaveOut } from "../../../lib/cli/profile/leave_out.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, metaValues } from "../../../lib/core/profiles.ts";

const meta = pl.DataFrame({
  drug: ["DMSO", "water", "a", "b"],
  moa: ["none", "none", "actin", null],
});
const profiles = makeProfiles(meta, ["f"], new Float64Array([1, 2, 3, 4]));
const list = (...texts: string[]) => ({ list: () => texts });

Deno.test("leaveOut() leaves out the rows of every option, missing values by null", () => {
  const left = leaveOut(profiles, list("drug=DMSO|water", "moa=null"));
  assertEquals([metaValues(left.meta, "drug"), [...left.values]], [["a"], [3]]);
  assertEquals(leaveOut(profiles, list()), profiles);
});

Deno.test("leaveOut() and columnsLeftOut() refuse what names no rows", () => {
  assertThrows(() => leaveOut(profiles, list("moa=null", "drug=DMS0")), InputError, "DMS0");
  assertThrows(() => columnsLeftOut(list("moa=null", "drug")), InputError, "COLUMN=VALUE");
});
