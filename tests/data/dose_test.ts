import { assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { checkDose } from "../../lib/data/dose.ts";

const attempted = "Cannot read the layout", place = { file: "a.csv", line: 4, column: "dose" };

Deno.test("checkDose() takes numbers from 0, and nothing", () => {
  for (const dose of ["0", "0.3", " 1e-3 ", "", " ", null, undefined]) {
    checkDose(dose, attempted, place);
  }
});

Deno.test("checkDose() names the place of what is no number from 0", () => {
  for (const dose of ["-1", "abc", "NaN", "0x10", "3 µM"]) {
    const error = assertThrows(() => checkDose(dose, attempted, place), InputError, "line 4");
    if (!error.message.includes(dose)) throw error;
  }
});
