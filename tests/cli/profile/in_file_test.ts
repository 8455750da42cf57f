import { assertEquals, assertRejects } from "@std/assert";
import { inFile, inFiles } from "../../../lib/cli/profile/in_file.ts";
import { InputError } from "../../../lib/core/errors.ts";

const said = async (error: Error) =>
  (await assertRejects(() => inFile("z.csv", () => Promise.reject(error)))).message;

Deno.test("inFile() names the file, unless the error is about an option or names one", async () => {
  assertEquals(await said(new InputError("Cannot do", { found: 1 })), "Cannot do: z.csv: found 1");
  assertEquals(await said(new InputError("--a no", { column: "b" })), "--a no: z.csv, column b");
  for (const error of [new InputError("--a is wrong"), new InputError("No", { file: "b.csv" })]) {
    assertEquals(await said(error), error.message);
  }
  assertEquals(await said(new Error("disk")), "disk");
  assertEquals(await inFile("z.csv", () => 7), 7);
});

Deno.test("inFiles() finds the file of a row, and leaves what is in no row of theirs", async () => {
  const parts = [{ file: "a.csv", rows: 2 }, { file: "b.parquet", rows: 3 }];
  const said = async (row: number | undefined, list = parts) => {
    const error = new InputError("No", { ...row === undefined ? {} : { row }, column: "area" });
    return (await assertRejects(() => inFiles(list, () => Promise.reject(error)))).message;
  };
  assertEquals(await Promise.all([1, 2, 3, 5, 6, undefined].map((row) => said(row))), [
    "No: a.csv, line 2, column area",
    "No: a.csv, line 3, column area",
    "No: b.parquet, row 1, column area",
    "No: b.parquet, row 3, column area",
    "No: row 6, column area",
    "No: column area",
  ]);
  assertEquals(await said(undefined, parts.slice(0, 1)), "No: a.csv, column area");
  assertEquals(await inFiles(parts, () => 7), 7);
});
