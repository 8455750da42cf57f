import { assertEquals, assertStringIncludes } from "@std/assert";
import { sayUncontrolled } from "../../../lib/cli/own_screen/uncontrolled.ts";

const said = (uncontrolled: string[], wells = 60, names: [string, number][] = []) => {
  const lookalikes = names.map(([name, wells]) => ({ name, wells }));
  return sayUncontrolled({ uncontrolled, lost: { wells, lookalikes }, control: "DMSO" });
};

Deno.test("sayUncontrolled() names one plate, several, and of many the first", () => {
  assertStringIncludes(said(["P2"]), "P2 holds fewer than two wells of the control");
  assertStringIncludes(said(["P2", "P3"]), "P2, P3 hold fewer than two wells");
  const many = said(Array.from({ length: 9 }, (_, i) => `P${i}`));
  assertEquals(many.startsWith("P0, P1, P2, P3, P4 and 4 more hold"), true);
});

Deno.test("sayUncontrolled() says how many wells go with the plates", () => {
  assertStringIncludes(said(["P2"]), "its 60 wells are not in the report. Is the control called");
  assertStringIncludes(said(["P2", "P3"], 120), "their 120 wells are not in the report");
  assertStringIncludes(said(["P2"], 1), "the 1 well is not in the report");
});

Deno.test("sayUncontrolled() names what may be the control on those plates alone", () => {
  assertStringIncludes(
    said(["P3"], 60, [["Vehicle", 11]]),
    "not in the report. All 11 wells of Vehicle lie there: if it is the control, write it as DMSO in",
  );
  assertStringIncludes(
    said(["P3"], 60, [["mock", 1]]),
    "The one well of mock lies there: if it is the control, write it as DMSO in the layout.",
  );
  assertStringIncludes(
    said(["P3"], 60, [["mock", 1], ["Vehicle", 2]]),
    "The one well of mock, all 2 wells of Vehicle lie there: if they are the control, write them as",
  );
});
