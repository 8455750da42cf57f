import { assertEquals } from "@std/assert";
import { fieldSteps } from "../../../lib/cli/cost/sheet.ts";
import { sheetProblem } from "../../../lib/cli/cost/sheet_problem.ts";
import { handSheet } from "./sheet.ts";

const [first] = handSheet.perField, [together] = handSheet.together;

Deno.test("sheetProblem() is none for a sheet, with method and network or without", () => {
  assertEquals(sheetProblem(handSheet, fieldSteps), undefined);
  assertEquals(
    sheetProblem({ ...handSheet, method: "network", network: "hcs_small" }, fieldSteps),
    undefined,
  );
});

Deno.test("sheetProblem() names what is missing or wrong, also within steps", () => {
  const wrong = [
    [null, "threads"],
    [{ ...handSheet, features: "50" }, "features"],
    [{ ...handSheet, method: 7 }, "method"],
    [{ ...handSheet, perField: {} }, "perField"],
    [{ ...handSheet, perField: [null] }, "perField[0].step"],
    [{ ...handSheet, perField: [first, { ...first, seconds: 3 }] }, "perField[1].seconds"],
    [{ ...handSheet, perField: [{ ...first, seconds: [] }] }, "perField[0].seconds"],
    [{ ...handSheet, perField: [{ ...first, memory: { before: 1 } }] }, "perField[0].memory.peak"],
    [{ ...handSheet, perField: [{ ...first, leaves: "well" }] }, "perField[0].leaves"],
    [{ ...handSheet, together: [{ ...together, wells: [9] }] }, "together[0].wells"],
    [{ ...handSheet, together: [{ ...together, seconds: [0, 1] }] }, "together[0].seconds"],
  ] as const;
  for (const [sheet, column] of wrong) {
    assertEquals(sheetProblem(sheet, fieldSteps)?.column, column);
  }
});
