import { assert, assertEquals } from "@std/assert";
import { RESPONSES } from "../../../lib/data/simulate/mechanisms.ts";
import { CONTROL, PARAMETERS } from "../../../lib/data/simulate/phenotype.ts";
import { MECHANISMS } from "../../../lib/data/simulate/treatments.ts";

Deno.test("RESPONSES say for each of the twelve mechanisms why it looks as it does", () => {
  assertEquals(Object.keys(RESPONSES).sort(), [...MECHANISMS].sort());
  for (const { why } of Object.values(RESPONSES)) assert(why.length > 80);
});

Deno.test("each mechanism leaves some cells out, kills or slows, and differs from every other", () => {
  const changes = Object.values(RESPONSES).map(({ phenotype }) => {
    assert(phenotype.penetrance < 1 && phenotype.penetrance > 0.5);
    assert(phenotype.density < 1);
    return PARAMETERS.map((name) => (phenotype[name] - CONTROL[name]) / (CONTROL[name] + 0.2));
  });
  for (let i = 0; i < changes.length; i++) {
    for (let j = 0; j < i; j++) {
      const far = Math.hypot(...changes[i]!.map((value, k) => value - changes[j]![k]!));
      assert(far > 0.8, `${MECHANISMS[i]} and ${MECHANISMS[j]}: ${far}`);
    }
  }
});

Deno.test("the mechanisms change what they are known for", () => {
  assertEquals(RESPONSES["Microtubule destabilizers"].phenotype.fibres, 0);
  assert(RESPONSES["Microtubule stabilizers"].phenotype.bundles > 0.5);
  assert(RESPONSES["Aurora kinase inhibitors"].phenotype.nucleusSize > 1.4);
  assert(RESPONSES["Eg5 inhibitors"].phenotype.monopolar > 1);
  assert(RESPONSES["Actin disruptors"].phenotype.clumps > 10);
  assert(RESPONSES["Protein degradation"].phenotype.aggresome === 1);
  assert(RESPONSES["Protein synthesis"].phenotype.nucleoli < 0.5);
});
