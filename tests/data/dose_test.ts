import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { readDose } from "../../lib/data/dose.ts";

const attempted = "Cannot read the layout", place = { file: "a.csv", line: 4, column: "dose" };

Deno.test("readDose() gives numbers from 0 one spelling, and null for nothing", () => {
  const read = (dose: string | null | undefined) => readDose(dose, attempted, place);
  assertEquals(["0.3", "0.30", " 3e-1 ", ".3"].map(read), ["0.3", "0.3", "0.3", "0.3"]);
  assertEquals(["0", "-0", "", " ", null, undefined].map(read), ["0", "0", null, null, null, null]);
});

Deno.test("readDose() gives µM, to the digit that was meant", () => {
  const read = (dose: string, unit: number) => readDose(dose, attempted, place, unit);
  assertEquals([read("300", 1e3), read("0.0003", 1e-3), read("7e-8", 1e-6)], [
    "0.3",
    "0.3",
    "0.07",
  ]);
});

Deno.test("readDose() names the place of what is no number from 0", () => {
  for (const dose of ["-1", "abc", "NaN", "0x10", "3 µM"]) {
    const error = assertThrows(() => readDose(dose, attempted, place), InputError, "line 4");
    if (!error.message.includes(dose)) throw error;
  }
});
