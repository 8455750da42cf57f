import { assertEquals } from "@std/assert";
import { projectRoot } from "../../../lib/core/files.ts";
import { COMPOUNDS, MECHANISMS } from "../../../lib/data/simulate/treatments.ts";

Deno.test("COMPOUNDS are the 38 compounds and 103 treatments of BBBC021 with a known mechanism", () => {
  assertEquals(COMPOUNDS.length, 38);
  assertEquals(COMPOUNDS.flatMap(({ concentrations }) => concentrations).length, 103);
  assertEquals(new Set(COMPOUNDS.map(({ mechanism }) => mechanism)), new Set(MECHANISMS));
  for (const { concentrations } of COMPOUNDS) {
    assertEquals([...concentrations].sort((a, b) => a - b), [...concentrations]);
  }
});

Deno.test("COMPOUNDS agree with the compound table of the project", async () => {
  const table = (await Deno.readTextFile(`${projectRoot}data/compounds.csv`)).trim();
  const rows = table.split(/\r?\n/).slice(1).map((line) => line.split(",").slice(0, 2).join(","));
  assertEquals(
    COMPOUNDS.map(({ compound, mechanism }) => `${compound},${mechanism}`).sort(),
    rows.filter((row) => !row.startsWith("DMSO")).sort(),
  );
});
