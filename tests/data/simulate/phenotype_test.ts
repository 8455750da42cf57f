import { assertEquals } from "@std/assert";
import { blend, CONTROL } from "../../../lib/data/simulate/phenotype.ts";
import { RESPONSES } from "../../../lib/data/simulate/mechanisms.ts";

Deno.test("blend() of effect 0 is DMSO whatever the mechanism, of effect 1 the full response", () => {
  for (const { phenotype } of Object.values(RESPONSES)) {
    assertEquals(blend(phenotype, 0), CONTROL);
    for (const [name, value] of Object.entries(blend(phenotype, 1))) {
      const full = phenotype[name as keyof typeof phenotype];
      assertEquals(Math.abs(value - full) < 1e-12, true, name);
    }
  }
});

Deno.test("blend() keeps fractions in 0-1 and sizes above 0 where the effect overshoots", () => {
  const mixed = blend({ ...CONTROL, lobes: 0.9, fibres: 0 }, 1.4);
  assertEquals([mixed.lobes, mixed.fibres], [1, 0]);
});
