import { assertEquals } from "@std/assert";
import { perMicromolar, plainUnit, unitSign } from "../../lib/data/dose_unit.ts";

Deno.test("perMicromolar() knows units in both signs of micro, in letters and per litre", () => {
  const same: Record<number, string[]> = {
    1e6: ["pM", "pmol/L", "picomolar"],
    1e3: ["nM", " nM ", "nmol / l", "nmoles_per_liter"],
    1: ["\u00b5M", "\u03bcM", "uM", "umol/L", "micromolar", "[µM]"],
    1e-3: ["mM", "mmol/L"],
    1e-6: ["M", "mol/L", "molar"],
  };
  for (const [factor, units] of Object.entries(same)) {
    for (const unit of units) assertEquals(perMicromolar(unit), Number(factor), unit);
  }
});

Deno.test("perMicromolar() does not know units of mass and volume, nor words of JavaScript", () => {
  for (const unit of ["ug/mL", "mg/kg", "%", "v/v", "", "nM/L", "constructor"]) {
    assertEquals(perMicromolar(unit), undefined, unit);
  }
});

Deno.test("plainUnit() keeps the sign of per cent, which is no unit of amount", () => {
  assertEquals(plainUnit("% (v/v)"), "%vv");
});

Deno.test("unitSign() is the sign of the unit that perMicromolar() knows", () => {
  for (const sign of ["pM", "nM", "µM", "mM", "M"]) {
    assertEquals(unitSign(perMicromolar(sign)!), sign);
  }
});
