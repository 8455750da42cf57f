import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles, metaValues } from "../../../lib/core/profiles.ts";
import { layouts, placed } from "../../../lib/cli/own_screen/layouts.ts";

const well = (plate: string, place: string, treatment: string) => ({
  plate,
  well: place,
  treatment,
  compound: treatment,
  moa: null,
  control: false,
});
const wells = [
  well("P1", "A01", "a"),
  well("P1", "A02", "b"),
  well("P1", "A03", "c"),
  well("P2", "A01", "a"),
  well("P2", "A02", "b"),
  well("P3", "A01", "c"),
  well("P3", "A02", "a"),
  well("P4", "H01", "a"),
];

Deno.test("layouts() puts plates together that agree on half of their common wells or more", () => {
  assertEquals([...layouts(wells).values()], [1, 1, 2, 3]);
});

Deno.test("placed() gives one place of one layout one name", () => {
  const meta = pl.DataFrame({
    Metadata_Plate: ["P1", "P2", "P3"],
    Metadata_Well: ["A01", "A01", "A01"],
  });
  const profiles = makeProfiles(meta, ["area"], new Float64Array(3));
  assertEquals(metaValues(placed(profiles, wells).meta, "Metadata_Position"), [
    "1 A01",
    "1 A01",
    "2 A01",
  ]);
});
