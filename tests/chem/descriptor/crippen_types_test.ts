import { assert, assertEquals } from "@std/assert";
import { crippenTypes } from "../../../lib/chem/descriptor/crippen_types.ts";
import { keptPattern } from "../../../lib/chem/descriptor/patterns.ts";
import { rdkit } from "./parts.ts";

Deno.test("crippenTypes are SMARTS that RDKit reads, with elements they can be", () => {
  assertEquals(crippenTypes.length, 110);
  for (const { smarts, elements } of crippenTypes) {
    assert(keptPattern(rdkit, smarts).is_valid(), smarts);
    assert(elements.length > 0, smarts);
  }
});
