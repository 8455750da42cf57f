import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { doseReader, doseUnit, isUnitColumn } from "../../lib/data/dose_reader.ts";

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

Deno.test("doseReader() refuses a dose whose column speaks of another unit, whatever is beside it", () => {
  for (const column of ["Metadata_Conc_ug_mL", "Concentration (%)", "log conc", "dose_level"]) {
    for (const unit of [undefined, "unit"]) {
      const read = doseReader({ column, unit }, "Cannot read the index");
      const { message } = assertThrows(
        () => read({ [column]: "3", unit: "µM" }, { file: "i.csv", line: 2 }),
        InputError,
      );
      assertEquals(
        message,
        `Cannot read the index: which concentrations are these?: i.csv, line 2, column ${column}: ` +
          'found "3", allowed: concentration, conc or dose, alone (µM) or with pM, nM, µM, mM or M: ' +
          "conc_nM. Convert other units, and name the column so",
      );
      assertEquals(read({ [column]: " ", unit: null }, {}), null);
      assertEquals(read({ [column]: "0.0", unit: null }, {}), "0");
    }
  }
});

Deno.test("doseReader() takes µM where the name of the column says no unit", () => {
  for (
    const column of ["Metadata_Concentration", "Image_Metadata_Concentration", "Metadata_Dose"]
  ) {
    assertEquals(doseReader({ column }, "Cannot")({ [column]: "3.0" }, {}), "3");
  }
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

Deno.test("doseReader() says of what is no number the unit of its row", () => {
  const read = doseReader({ column: "dose", unit: "unit" }, "Cannot read");
  for (const unit of ["nM", "mM"]) {
    assertThrows(
      () => read({ dose: "10 000", unit }, {}),
      InputError,
      `allowed: a concentration in ${unit}, a number from 0, or nothing. Write 10000`,
    );
  }
});

Deno.test("doseUnit() goes by the column's name before the column of units", () => {
  const row = { conc_nM: "3", dose: "3", unit: "mM" };
  assertEquals(doseUnit({ column: "conc_nM", unit: "unit" })(row), 1000);
  assertEquals(doseUnit({ column: "dose", unit: "unit" })(row), 1e-3);
  assertEquals(doseUnit({ column: "dose" })(row), 1);
  assertEquals(doseUnit({ column: "dose", unit: "unit" })({ unit: "%" }), undefined);
});
