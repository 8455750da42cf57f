import { assertEquals } from "@std/assert";
import { doseColumn } from "../../lib/data/dose_column.ts";

Deno.test("doseColumn() reads the unit of concentrations out of the name of their column", () => {
  const perMicromolar = {
    1: ["conc", "Dose", "Metadata_Concentration", "Conc. (µM)", "final_concentration", "dose_uM"]
      .concat("Concentration (\u03bcM)", "conc in µM", "Concentration (µmol/L)"),
    1e3: ["Concentration (nM)", "conc_nM", "Dose [nM]", "Metadata_Conc_nM"],
    1e6: ["conc (pM)"],
    1e-3: ["Concentration (mM)", "Metadata_mmoles_per_liter"],
    1e-6: ["Conc (M)", "concentration, molar"],
  };
  for (const [factor, names] of Object.entries(perMicromolar)) {
    for (const name of names) assertEquals(doseColumn(name), Number(factor), name);
  }
});

Deno.test("doseColumn() says where a name speaks of a dose that it does not know", () => {
  for (
    const name of ["dose_level", "Concentration (µg/ml)", "conc_unit", "log conc", "DMSO conc (%)"]
  ) {
    assertEquals(doseColumn(name), "unclear", name);
  }
  for (const name of ["compound", "well", "Concanavalin A", "nM"]) {
    assertEquals(doseColumn(name), undefined, name);
  }
});
