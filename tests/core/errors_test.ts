import { assert, assertEquals } from "@std/assert";
import { InputError, type InputProblem } from "../../lib/core/errors.ts";

Deno.test("InputError says place, value found, what is allowed and what to do, in this order", () => {
  const error = new InputError("Cannot read wells", {
    file: "w.csv",
    row: 2,
    column: "Well",
    found: "Q99",
    allowed: "A01 to P24",
    hint: "Check the plate format",
  });
  assertEquals(
    error.message,
    'Cannot read wells: w.csv, line 3, column Well: found "Q99", allowed: A01 to P24. Check the plate format',
  );
});

Deno.test("InputError calls a row of a table of text by its line in the file, others by their number", () => {
  const said = (problem: InputProblem) => new InputError("No", problem).message;
  for (const file of ["a.csv", "a.CSV.gz", "a.tsv", "platemap.txt"]) {
    assertEquals(said({ file, row: 1 }), `No: ${file}, line 2`);
  }
  assertEquals(said({ file: "a.parquet", row: 1 }), "No: a.parquet, row 1");
  assertEquals(said({ file: "a.csv", row: 1, line: 5 }), "No: a.csv, line 5");
});

Deno.test("InputError leaves out what is not known", () => {
  assertEquals(new InputError("Cannot go on").message, "Cannot go on");
  assertEquals(new InputError("Cannot go on", { row: 7 }).message, "Cannot go on: row 7");
  assertEquals(
    new InputError("Cannot go on", { allowed: "1 to 3" }).message,
    "Cannot go on: allowed: 1 to 3",
  );
});

Deno.test("InputError shows lists, numbers and nothing", () => {
  const found = (value: unknown) => new InputError("No", { found: value }).message;
  assertEquals(found(["a", "b"]), 'No: found ["a","b"]');
  assertEquals(found(NaN), "No: found NaN");
  assertEquals(found(null), "No: found null");
  assertEquals(found(undefined), "No: found nothing");
  assertEquals(found(""), 'No: found ""');
});

Deno.test("InputError keeps its parts, its cause and its name", () => {
  const cause = new TypeError("first"), problem = { file: "f", cause };
  const error = new InputError("No", problem);
  assertEquals([error.name, error.cause, error.problem], ["InputError", cause, problem]);
  assert(error instanceof Error);
});
