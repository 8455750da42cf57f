import { assertEquals } from "@std/assert";
import { countFlags, flagsByTreatment, flagsByWell } from "../../lib/image/flag_summary.ts";
import type { FieldFlags, Flag } from "../../lib/image/outliers.ts";

const field = (plate: string, well: string, ...flags: Flag[]): FieldFlags => ({
  quality: { where: { plate, well, site: 1 }, channels: {}, objects: 9, covered: 0.1, largest: 2 },
  flags,
  focus: 0,
  saturated: 0,
  brightness: 0,
  glare: 0,
  saturatedChannels: [],
});

const fields = [
  field("P1", "B02"),
  field("P1", "B02", "empty", "exposure"),
  field("P2", "B02", "empty"),
  field("P2", "B03", "blurred"),
  field("P2", "B04"),
];

Deno.test("countFlags() counts a field under each of its flags", () => {
  assertEquals(countFlags(fields).map(({ fields }) => fields), [1, 0, 2, 1, 0]);
});

Deno.test("flagsByWell() keeps wells of one name on two plates apart", () => {
  assertEquals(flagsByWell(fields), [
    { plate: "P1", well: "B02", value: "empty" },
    { plate: "P2", well: "B02", value: "empty" },
    { plate: "P2", well: "B03", value: "blurred" },
    { plate: "P2", well: "B04", value: "no flag" },
  ]);
});

Deno.test("flagsByTreatment() puts the treatment flagged on most plates first", () => {
  assertEquals(flagsByTreatment(fields, ["toxic", "toxic", "toxic", "DMSO", "DMSO"]), [
    { treatment: "toxic", fields: 2, plates: 2, flags: "empty, exposure" },
    { treatment: "DMSO", fields: 1, plates: 1, flags: "blurred" },
  ]);
});
