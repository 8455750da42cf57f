import { assertEquals } from "@std/assert";
import {
  bondDistances,
  orderDistances,
  unreachable,
} from "../../../lib/chem/descriptor/distances.ts";
import { forEachPart } from "./parts.ts";

const known = (distances: Int32Array) =>
  Array.from(distances, (value) => value === unreachable ? null : value);

Deno.test("bondDistances() are those of Python RDKit, none between parts of a mixture", () => {
  forEachPart(({ smiles, bonds }, graph) =>
    assertEquals(known(bondDistances(graph)), bonds, smiles)
  );
});

Deno.test("orderDistances() are those of Python RDKit in twelfths", () => {
  forEachPart(({ smiles, twelfths }, graph) =>
    assertEquals(known(orderDistances(graph)), twelfths, smiles)
  );
});
