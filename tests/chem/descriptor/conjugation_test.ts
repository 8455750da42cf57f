import { assertEquals } from "@std/assert";
import { conjugatedBonds } from "../../../lib/chem/descriptor/conjugation.ts";
import { forEachPart } from "./parts.ts";

Deno.test("conjugatedBonds() are those of Python RDKit", () => {
  forEachPart(({ smiles, conjugated }, graph) =>
    assertEquals([...conjugatedBonds(graph)], conjugated, smiles)
  );
});
