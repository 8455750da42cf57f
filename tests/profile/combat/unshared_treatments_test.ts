import { assertEquals } from "@std/assert";
import { unsharedTreatments } from "../../../lib/profile/combat/unshared_treatments.ts";

Deno.test("unsharedTreatments() are none where all batches have the same, however often", () => {
  const treatments = ["DMSO", "DMSO", "a", "a", "DMSO"], batches = ["1", "1", "1", "2", "2"];
  assertEquals(unsharedTreatments(treatments, batches), { some: [], one: [] });
  assertEquals(unsharedTreatments(["a", "b"], ["1", "1"]), { some: [], one: [] });
});

Deno.test("unsharedTreatments() of two sets of plates are in no batch alone", () => {
  const treatments = ["a", "b", "a", "b"].flatMap((drug) => ["DMSO", drug]);
  const batches = ["1", "1", "2", "2", "3", "3", "4", "4"];
  assertEquals(unsharedTreatments(treatments, batches), { some: [1, 3, 5, 7], one: [] });
});
