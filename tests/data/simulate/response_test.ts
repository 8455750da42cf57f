import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { CONTROL } from "../../../lib/data/simulate/phenotype.ts";
import { respond } from "../../../lib/data/simulate/response.ts";

const at = (compound: string, concentration: number) =>
  ({
    compound,
    mechanism: "Microtubule stabilizers",
    concentration,
    step: 0,
    labelled: true,
  }) as const;

Deno.test("respond() leaves DMSO as it is", () => {
  const dmso = {
    compound: "DMSO",
    mechanism: "DMSO",
    concentration: 0,
    step: 0,
    labelled: true,
  } as const;
  assertEquals(respond(dmso, 1, new Random(1)), { full: { ...CONTROL }, effect: 0 });
});

Deno.test("respond() rises with the concentration and is half or more at the lowest active one", () => {
  const effects = [0.003, 0.3, 1, 3].map((dose) =>
    respond(at("taxol", dose), 1, new Random(1)).effect
  );
  assertEquals([...effects].sort((a, b) => a - b), effects);
  assert(effects[0]! < 0.1 && effects[1]! >= 0.5 && effects[3]! < 1);
});

Deno.test("respond() gives two compounds of one mechanism alike but unequal responses", () => {
  const random = new Random(1);
  const taxol = respond(at("taxol", 1), 1, random).full;
  const docetaxel = respond(at("docetaxel", 1), 1, random).full;
  assertNotEquals(taxol, docetaxel);
  assert(taxol.bundles > 0.3 && docetaxel.bundles > 0.3);
  assertEquals(taxol, respond(at("taxol", 3), 1, random).full);
});

Deno.test("respond() of strength 0 has no effect", () => {
  assertEquals(respond(at("taxol", 3), 0, new Random(1)).effect, 0);
});
