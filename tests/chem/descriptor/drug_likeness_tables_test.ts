import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  acceptorPatterns,
  alertPatterns,
  desirabilities,
} from "../../../lib/chem/descriptor/drug_likeness_tables.ts";
import { keptPattern } from "../../../lib/chem/descriptor/patterns.ts";
import { rdkit } from "./parts.ts";

Deno.test("patterns of drug-likeness are SMARTS that RDKit reads", () => {
  for (const smarts of [...acceptorPatterns, ...alertPatterns]) {
    assert(keptPattern(rdkit, smarts).is_valid(), smarts);
  }
});

Deno.test("weights of drug-likeness are the mean weights of the paper", () => {
  assertEquals(
    desirabilities.map(({ property }) => property).join(),
    "MW,ALOGP,HBA,HBD,PSA,ROTB,AROM,ALERTS",
  );
  assertAlmostEquals(desirabilities.reduce((sum, { weight }) => sum + weight, 0), 3.92, 1e-9);
});
