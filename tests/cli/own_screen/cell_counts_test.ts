import { assertEquals } from "@std/assert";
import { cellCounts, fewCells } from "../../../lib/cli/own_screen/cell_counts.ts";

const field = (plate: string, well: string, site: number, treatment: string) => ({
  plate,
  well,
  site,
  treatment,
  flags: [],
  files: {},
  pixelSize: NaN,
  metadata: {},
});

Deno.test("cellCounts() compares the mean of a well's fields with the controls of its own plate", () => {
  const fields = [
    field("P1", "A01", 1, "DMSO"),
    field("P1", "A02", 1, "DMSO"),
    field("P1", "B01", 1, "toxic"),
    field("P1", "B01", 2, "toxic"),
    field("P2", "A01", 1, "DMSO"),
    field("P2", "B01", 1, "toxic"),
  ];
  const objects = new Map(
    [["P1/A01/1", 30], ["P1/A02/1", 50], ["P1/B01/1", 5], ["P1/B01/2", 15], ["P2/A01/1", 100], [
      "P2/B01/1",
      60,
    ]] as [string, number][],
  );
  const counts = cellCounts(fields, objects, "DMSO");
  assertEquals(counts.map(({ ratio }) => ratio), [0.75, 1.25, 0.25, 1, 0.6]);
  assertEquals([fewCells(counts), fewCells(counts, 0.4)], [["toxic"], []]);
});

Deno.test("cellCounts() takes a well without cells for 0, never for a division by 0", () => {
  const fields = [field("P1", "A01", 1, "DMSO"), field("P1", "B01", 1, "toxic")];
  const counts = cellCounts(fields, new Map([["P1/A01/1", 0], ["P1/B01/1", 0]]), "DMSO");
  assertEquals(counts.map(({ ratio }) => ratio), [0, 0]);
});
