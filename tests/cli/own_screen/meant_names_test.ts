import { assertEquals } from "@std/assert";
import { meantNames } from "../../../lib/cli/own_screen/meant_names.ts";

Deno.test("meantNames() takes another spelling first, then a slip, then a control's name", () => {
  const known = ["DMSO", "emetine", "emetina", "taxol"];
  const found = meantNames(["EMETINE", "emetinee", "taxl", "taxoll", "DMOS", "Vehicle"], known);
  assertEquals([...found], [
    ["EMETINE", "emetine"],
    ["emetinee", "emetine"],
    ["taxoll", "taxol"],
    ["DMOS", "DMSO"],
    ["Vehicle", "DMSO"],
  ]);
});

Deno.test("meantNames() finds a slip of each spelling, and none between unknown names", () => {
  assertEquals([...meantNames(["emetin", "Emetin"], ["emetine"]).values()], ["emetine", "emetine"]);
  assertEquals(meantNames(["emetin", "emetine"], ["DMSO"]).size, 0);
  assertEquals(
    meantNames(["AZ-C", "compound2", "Vehicle"], ["AZ-A", "compound1", "taxol"]).size,
    0,
  );
});
