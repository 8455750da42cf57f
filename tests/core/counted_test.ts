import { assertEquals } from "@std/assert";
import { counted } from "../../lib/core/counted.ts";

Deno.test("counted() has the plural for all numbers but 1", () => {
  assertEquals([0, 1, 2].map((n) => counted(n, "plate")), ["0 plates", "1 plate", "2 plates"]);
  assertEquals([1, 2].map((n) => counted(n, "batch", "batches")), ["1 batch", "2 batches"]);
});
