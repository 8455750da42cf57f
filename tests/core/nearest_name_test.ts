import { assertEquals } from "@std/assert";
import { nearestName } from "../../lib/core/nearest_name.ts";

Deno.test("nearestName() forgives case, and letters left out, put in or exchanged", () => {
  const names = ["Metadata_Well", "Metadata_Plate", "Metadata_Compound"];
  for (const typed of ["metadata_compound", "Metadata_Compund", "Metadata_Compoundd"]) {
    assertEquals(nearestName(typed, names), "Metadata_Compound");
  }
});

Deno.test("nearestName() guesses nothing where no name is close", () => {
  assertEquals(nearestName("batch", ["Metadata_Well", "bench_of_things"]), undefined);
  assertEquals(nearestName("a", ["b"]), undefined);
  assertEquals(nearestName("a", []), undefined);
});
