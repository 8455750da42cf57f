import { assertEquals } from "@std/assert";
import { controlLookalikes } from "../../../lib/cli/own_screen/control_lookalikes.ts";

Deno.test("controlLookalikes() finds case, spaces, and a letter wrong, missing, too many or turned", () => {
  const slips = ["dmso", " DMSO", "DM-SO", "DMS0", "DMSOO", "DSMO", "Dmsa"];
  assertEquals(controlLookalikes(["DMSO", ...slips, ...slips], "DMSO"), slips);
  assertEquals(controlLookalikes(["contol", "contrl", "treated"], "control"), ["contol", "contrl"]);
});

Deno.test("controlLookalikes() leaves other names alone, and numbers in names", () => {
  assertEquals(controlLookalikes(["taxol", "DMXX", "MSDO", "DMF"], "DMSO"), []);
  assertEquals(controlLookalikes(["siRNA 2", "siRNA-1"], "siRNA 1"), ["siRNA-1"]);
  assertEquals(controlLookalikes(["ab", "AC"], "AB"), ["ab"]);
});
