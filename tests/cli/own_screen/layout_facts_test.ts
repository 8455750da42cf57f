import { assertEquals } from "@std/assert";
import { layoutFacts } from "../../../lib/cli/own_screen/layout_facts.ts";

const well = (plate: string, well: string, treatment: string, moa: string | null = null) => ({
  plate,
  well,
  treatment,
  compound: treatment.replace(/ .*/, ""),
  moa,
  control: treatment === "DMSO",
});

Deno.test("layoutFacts() tells fixed places, single wells and treatments of one plate", () => {
  const facts = layoutFacts([
    well("P1", "A01", "DMSO"),
    well("P1", "B02", "a 1"),
    well("P1", "B03", "b 1", "x"),
    well("P1", "B04", "c 1"),
    well("P1", "B05", "c 1"),
    well("P2", "A01", "DMSO"),
    well("P2", "A03", "DMSO"),
    well("P2", "B02", "a 1"),
    well("P2", "C03", "b 1", "x"),
    well("P2", "B06", "d 1"),
  ]);
  assertEquals(facts, {
    plates: 2,
    wells: 10,
    treatments: 4,
    controls: { least: 1, most: 2 },
    single: ["d 1"],
    fixed: 1,
    controlsApart: true,
    onOnePlate: 2,
    known: { compounds: 1, alone: 1, treatments: 1, mechanisms: 1 },
    unknown: ["a 1", "c 1", "d 1"],
  });
});

Deno.test("layoutFacts() calls controls apart only where no treatment shares their row or column", () => {
  const apart = (place: string) =>
    layoutFacts([well("P1", "A01", "DMSO"), well("P1", "C02", "DMSO"), well("P1", place, "a")])
      .controlsApart;
  assertEquals([apart("B03"), apart("B02"), apart("A03")], [true, true, true]);
  assertEquals(apart("A02"), false);
});
