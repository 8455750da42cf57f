import { assertEquals } from "@std/assert";
import { bondRadius, outerElectrons, usualValence } from "../../../lib/chem/descriptor/elements.ts";

Deno.test("tables of elements reach from the dummy atom to oganesson", () => {
  for (const table of [bondRadius, outerElectrons, usualValence]) assertEquals(table.length, 119);
});

Deno.test("tables of elements hold what the periodic system says", () => {
  const halogens = [9, 17, 35, 53];
  assertEquals(halogens.map((element) => outerElectrons[element]), [7, 7, 7, 7]);
  assertEquals(halogens.map((element) => usualValence[element]), [1, 1, 1, 1]);
  assertEquals(bondRadius[1]! < bondRadius[6]! && bondRadius[6]! < bondRadius[53]!, true);
});
