import { assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { checkTwice } from "../../../lib/data/index_file/check_twice.ts";

const place = { file: "index.csv", lineOf: (number: number) => number + 2 };
const field = (plate: string, well: string, site: number) => (
  { plate, well, site, files: {}, pixelSize: NaN, metadata: {} }
);

Deno.test("checkTwice() takes fields that differ in plate, well or site", () => {
  checkTwice([field("P1", "B02", 1), field("P1", "B02", 2), field("P1", "B03", 1)], place);
  checkTwice([field("P1", "B02", 1), field("P2", "B02", 1)], place);
});

Deno.test("checkTwice() names both lines, however the well is written", () => {
  const fields = [field("P1", "B02", 1), field("P1", "C02", 1), field("P1", "B2", 1)];
  const error = assertThrows(() => checkTwice(fields, place), InputError, "line 4");
  if (!error.message.includes("as in line 2")) throw error;
});
