import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { loadRDKit } from "../../lib/chem/rdkit.ts";

Deno.test("loadRDKit() loads once", () => {
  assertStrictEquals(loadRDKit(), loadRDKit());
});

Deno.test("guard() passes results and errors on", async () => {
  const { guard, memory } = await loadRDKit();
  assertEquals(guard(() => 7), 7);
  assertThrows(
    () =>
      guard(() => {
        throw new TypeError("the work failed");
      }),
    TypeError,
    "failed",
  );
  assertEquals(memory() % 65536, 0);
});
