import { assertEquals } from "@std/assert";
import {
  controlLookalikes,
  sayLookalikes,
} from "../../../lib/cli/own_screen/control_lookalikes.ts";

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

Deno.test("controlLookalikes() points out what sounds like a control, beside another control", () => {
  const names = ["DMSO", "Vehicle", "taxol", "0,1% DMSO", "untreated", "positive control"];
  assertEquals(controlLookalikes(names, "DMSO"), ["Vehicle", "0,1% DMSO", "untreated"]);
  assertEquals(controlLookalikes(names, "Vehicle"), ["DMSO", "0,1% DMSO", "untreated"]);
});

Deno.test("sayLookalikes() says what to do, also where the control itself is not there", () => {
  assertEquals(
    sayLookalikes({ control: "DMSO", lookalikes: ["Vehicle", "mock"] }),
    "Vehicle and mock may be the control DMSO by other names: if so, write DMSO in the layout, or call " +
      "c2s report with another --control, for here they count as treatments.",
  );
  assertEquals(
    sayLookalikes({ control: "DMSO", lookalikes: ["0,1% DMSO"], isThere: false }),
    '0,1% DMSO may be the control: --control "0,1% DMSO"',
  );
  assertEquals(
    sayLookalikes({ control: "DMSO", lookalikes: ["DMOS"], isScored: true }),
    "DMOS may be the control DMSO by another name: if so, write DMSO in the table, for here it counts as " +
      "a treatment.",
  );
  assertEquals(
    sayLookalikes({ control: "DMSO", lookalikes: ["Vehicle", "mock"], isThere: false }),
    "Vehicle or mock may be the control: --control NAME",
  );
});
