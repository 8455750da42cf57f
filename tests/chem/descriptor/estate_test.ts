import { bondDistances } from "../../../lib/chem/descriptor/distances.ts";
import { electrotopologicalStates } from "../../../lib/chem/descriptor/estate.ts";
import { assertSame, forEachPart } from "./parts.ts";

Deno.test("electrotopologicalStates() are those of Python RDKit, atom for atom", () => {
  forEachPart(({ smiles, states }, graph) =>
    assertSame(electrotopologicalStates(graph, bondDistances(graph)), states, smiles)
  );
});
