import { atomSurfaces } from "../../../lib/chem/descriptor/labute.ts";
import { assertSame, forEachPart } from "./parts.ts";

Deno.test("atomSurfaces() are those of Python RDKit, atom for atom", () => {
  forEachPart(({ smiles, surfaces }, graph) => assertSame(atomSurfaces(graph), surfaces, smiles));
});
