import { assertEquals } from "@std/assert";
import { usualColumn } from "../../../lib/cli/profile/usual_column.ts";

Deno.test("usualColumn() prefers the name that steps write to any other", () => {
  const columns = ["Well", "Metadata_Well", "well_id"];
  assertEquals(usualColumn("Metadata_Well", columns), "Metadata_Well");
});

Deno.test("usualColumn() takes the one bare column that is called so", () => {
  for (const name of ["Well", "well", "Well_ID", "well position", "Image_Metadata_Well"]) {
    assertEquals(usualColumn("Metadata_Well", ["Plate", name, "compound"]), name);
  }
  assertEquals(usualColumn("Metadata_Plate", ["plate barcode", "Well"]), "plate barcode");
});

Deno.test("usualColumn() does not guess among several, nor from names of other things", () => {
  assertEquals(usualColumn("Metadata_Well", ["Well", "well_id"]), undefined);
  assertEquals(usualColumn("Metadata_Well", ["Plate", "WellRow", "well_type"]), undefined);
  assertEquals(usualColumn("Metadata_Plate", ["plate number", "Template"]), undefined);
});
