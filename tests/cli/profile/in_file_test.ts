import { assertEquals, assertRejects } from "@std/assert";
import { inFile } from "../../../lib/cli/profile/in_file.ts";
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
