import { assertEquals } from "@std/assert";
import { jsonText } from "../../lib/cli/json_text.ts";

Deno.test("jsonText() writes typed arrays as lists, however deep, and all else as JSON does", () => {
  const value = { deep: [{ data: new Uint8Array([1, 2]) }], text: "a", none: undefined, not: NaN };
  assertEquals(jsonText(value), '{"deep":[{"data":[1,2]}],"text":"a","not":null}');
});
