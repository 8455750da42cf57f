import { assert, assertEquals } from "@std/assert";
import { fragmentPatterns } from "../../../lib/chem/descriptor/fragment_patterns.ts";
import { keptPattern } from "../../../lib/chem/descriptor/patterns.ts";
import { rdkit } from "./parts.ts";

Deno.test("fragmentPatterns are RDKit's 85, SMARTS that it reads", () => {
  assertEquals(Object.keys(fragmentPatterns).length, 85);
  for (const [name, smarts] of Object.entries(fragmentPatterns)) {
    assert(name.startsWith("fr_") && keptPattern(rdkit, smarts).is_valid(), name);
  }
});
