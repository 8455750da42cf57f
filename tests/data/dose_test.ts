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

Deno.test("readDose() says the unit that the number is in, and not another", () => {
  for (const [unit, sign] of [[1, "µM"], [1e3, "nM"], [1e-3, "mM"]] as const) {
    const read = () => readDose("high", attempted, place, unit);
    assertThrows(
      read,
      InputError,
      `allowed: a concentration in ${sign}, a number from 0, or nothing`,
    );
  }
});

Deno.test("readDose() says how to write commas, blanks and units", () => {
  const hints = {
    "3,0": "Write 3.0: decimals have a point",
    "0,001": "Write 0.001: decimals have a point",
    "10 000": "Write 10000, without blanks",
    "10\u202f000": "Write 10000, without blanks",
    "10'000": "Write 10000, without blanks",
    "1,000": "Write 1000, or 1.000 if decimals are meant",
    "1,000,000": "Write 1000000",
    "1.000,5": "Write it without signs between thousands",
    "1 uM": "Write the number alone, and uM in a column unit or in the name of this one",
    "1e3nM": "Write the number alone, and nM",
  };
  for (const [dose, hint] of Object.entries(hints)) {
    assertThrows(() => readDose(dose, attempted, place, 1e3), InputError, hint);
  }
  for (const dose of ["-1", "abc", "NaN", "0x10", "3 tablets"]) {
    const { message } = assertThrows(() => readDose(dose, attempted, place), InputError);
    assertEquals(message.endsWith("or nothing"), true, message);
  }
});
