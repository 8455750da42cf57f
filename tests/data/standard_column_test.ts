import { assertEquals } from "@std/assert";
import { standardColumn } from "../../lib/data/standard_column.ts";

Deno.test("standardColumn() tells columns that steps look for in any case, and leaves all others but for their prefix", () => {
  const names = ["METADATA_PLATE", "Metadata_compound", "Metadata_Compound", "metadata_compound2"];
  assertEquals(names.map(standardColumn), [
    "Metadata_Plate",
    "Metadata_Compound",
    "Metadata_Compound",
    "Metadata_compound2",
  ]);
  assertEquals(standardColumn("compound"), "compound");
});
