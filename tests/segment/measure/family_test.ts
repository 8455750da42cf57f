import { assertEquals } from "@std/assert";
import { families, familyFeatures } from "../../../lib/segment/measure/family.ts";

Deno.test("every family names each of its features once, after itself or Location", () => {
  for (const family of families) {
    const names = familyFeatures(family, ["DAPI", "Actin"]);
    assertEquals(new Set(names).size, names.length);
    assertEquals(
      names.filter((name) => !name.startsWith(`${family}_`) && !/^Location_/.test(name)),
      [],
    );
  }
});
