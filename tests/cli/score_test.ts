import { assertEquals, assertStringIncludes } from "@std/assert";
import { c2s } from "./run.ts";

Deno.test("c2s score says what can be scored where nothing or something else is asked for", async () => {
  for (const words of [[], ["beauty"], ["segmentation", "more"], ["toString"]]) {
    const { code, said } = await c2s("score", ...words);
    assertEquals(code, 1);
    assertStringIncludes(said, "What shall be scored?");
    assertStringIncludes(said, "segmentation: F1 and AP");
  }
  assertStringIncludes((await c2s("score", "--help")).out, "--masks DIR");
});
