import { assertEquals } from "@std/assert";
import { chooseFields } from "../../../lib/cli/own_screen/choose_fields.ts";
import type { Flag } from "../../../lib/image/outliers.ts";

const field = (well: string, treatment: string, ...flags: Flag[]) => ({
  plate: "P1",
  well,
  site: 1,
  treatment,
  flags,
});

Deno.test("chooseFields() keeps the flagged fields of a treatment that is flagged wherever it is", () => {
  const fields = [
    field("B02", "taxol", "exposure"),
    field("C03", "taxol", "exposure"),
    field("D04", "taxol"),
    field("B03", "other", "exposure"),
    field("B04", "other"),
    field("B05", "other"),
  ];
  const { kept, left, excused } = chooseFields(fields, "DMSO");
  assertEquals(left.map(({ well }) => well), ["B03"]);
  assertEquals(kept.length, 5);
  assertEquals(excused, [{ treatment: "taxol", flag: "exposure", fields: 2, of: 3 }]);
});

Deno.test("chooseFields() excuses neither the control nor a treatment of one well", () => {
  const fields = [
    field("A01", "DMSO", "blurred"),
    field("A02", "DMSO", "blurred"),
    field("B02", "taxol", "blurred"),
    { ...field("B02", "taxol", "blurred"), site: 2 },
  ];
  assertEquals(chooseFields(fields, "DMSO").kept, []);
});

Deno.test("chooseFields() keeps empty fields, and leaves one out that has another flag beside an excused one", () => {
  const fields = [
    field("B02", "taxol", "exposure"),
    field("B03", "taxol", "exposure", "blurred"),
    field("B04", "taxol", "empty"),
  ];
  assertEquals(chooseFields(fields, "DMSO").left.map(({ well }) => well), ["B03"]);
});
