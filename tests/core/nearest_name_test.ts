import { assertEquals } from "@std/assert";
import { allowedNames, nearestName } from "../../lib/core/nearest_name.ts";

Deno.test("nearestName() forgives case, and letters left out, put in or exchanged", () => {
  const names = ["Metadata_Well", "Metadata_Plate", "Metadata_Compound"];
  for (const typed of ["metadata_compound", "Metadata_Compund", "Metadata_Compoundd"]) {
    assertEquals(nearestName(typed, names), "Metadata_Compound");
  }
});

Deno.test("nearestName() finds a column that lacks Metadata_ or has it, and the same one first", () => {
  assertEquals(nearestName("Metadata_Plate", ["Well", "Plate"]), "Plate");
  assertEquals(nearestName("well", ["Metadata_Well", "Metadata_Plate"]), "Metadata_Well");
  assertEquals(nearestName("metadata_plate", ["Plate", "Metadata_Plate"]), "Metadata_Plate");
  assertEquals(nearestName("Metadata_Plate", ["Metadata_Late", "Plate"]), "Plate");
});

Deno.test("nearestName() guesses nothing where no name is close", () => {
  assertEquals(nearestName("batch", ["Metadata_Well", "bench_of_things"]), undefined);
  assertEquals(nearestName("a", ["b"]), undefined);
  assertEquals(nearestName("a", []), undefined);
});

Deno.test("allowedNames() tells all names in their order, or of many the nearest first", () => {
  const names = ["DMSO", "taxol", "emetine", "taxola"];
  assertEquals(allowedNames("taxal", names), {
    allowed: "DMSO, taxol, emetine, taxola",
    hint: "Is taxol meant?",
  });
  assertEquals(allowedNames("taxal", names, 2).allowed, "taxol, taxola and 2 more");
});
