import { assertEquals, assertThrows } from "@std/assert";
import { controlsIn, valueOf, wellsOf } from "../../../lib/cli/workflow/field_value.ts";
import { InputError } from "../../../lib/core/errors.ts";

const field = (well: string, drug: string) => (
  { plate: "P1", well, site: 1, files: {}, pixelSize: NaN, metadata: { drug } }
);

Deno.test("valueOf() knows plate and well beside the metadata", () => {
  const columns = ["Metadata_Plate", "Metadata_Well", "drug", "dose"];
  assertEquals(columns.map((name) => valueOf(field("B02", "a"), name)), ["P1", "B02", "a", ""]);
});

Deno.test("controlsIn() take several values, and wellsOf() counts wells, not fields", () => {
  const fields = [
    field("B02", "DMSO"),
    field("B02", "DMSO"),
    field("B03", "water"),
    field("B04", "a"),
  ];
  assertEquals(wellsOf(fields.filter(controlsIn("drug=DMSO|water"))), 2);
  assertThrows(() => controlsIn("DMSO"), InputError, "COLUMN=VALUE");
});
