import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { doseReader, isUnitColumn } from "../../lib/data/dose_reader.ts";

Deno.test("isUnitColumn() knows the usual names and no others", () => {
  const names = [
    "unit",
    "Units",
    "conc_unit",
    "Concentration units",
    "final_conc_unit",
    "dose unit",
  ];
  for (const name of [...names, "Metadata_DoseUnit"]) assertEquals(isUnitColumn(name), true, name);
  for (const name of ["community", "unit_id", "time unit", "conc", "dose_level"]) {
    assertEquals(isUnitColumn(name), false, name);
  }
});

Deno.test("doseReader() without a column of units goes by the name of the column", () => {
  assertEquals(doseReader({ column: "conc_nM" }, "Cannot")({ conc_nM: "300" }, {}), "0.3");
  assertEquals(doseReader({ column: "level" }, "Cannot")({ level: "3" }, {}), "3");
});

Deno.test("doseReader() asks for no unit where there is no dose, and says which ones it takes", () => {
  const read = doseReader({ column: "dose", unit: "unit" }, "Cannot read");
  assertEquals(read({ dose: null, unit: "%" }, {}), null);
  assertEquals(read({ dose: "0.0", unit: "ug/ml" }, {}), "0");
  const { message } = assertThrows(
    () => read({ dose: "1", unit: "ug/ml" }, { file: "l.csv", line: 3 }),
    InputError,
  );
  assertEquals(
    message,
    'Cannot read: l.csv, line 3, column unit: found "ug/ml", allowed: pM, nM, µM, mM or M beside a ' +
      "concentration above 0. Convert other units; leave the concentration of vehicles empty",
  );
  assertThrows(() => read({ dose: "high", unit: "nM" }, {}), InputError, "column dose");
});

Deno.test("doseReader() refuses a unit that differs from the one that the column names", () => {
  const read = doseReader({ column: "conc (µM)", unit: "unit" }, "Cannot read");
  assertEquals(read({ "conc (µM)": "3", unit: "uM" }, {}), "3");
  assertEquals(read({ "conc (µM)": "3", unit: null }, {}), "3");
  assertThrows(
    () => read({ "conc (µM)": "3", unit: "nM" }, {}),
    InputError,
    'column unit: found "nM", allowed: the unit that column conc (µM) names, or nothing',
  );
});
