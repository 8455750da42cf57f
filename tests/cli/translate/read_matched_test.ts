import pl from "nodejs-polars";
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import {
  compoundColumn,
  matchedOptions,
  readMatched,
} from "../../../lib/cli/translate/read_matched.ts";
import { inFolder } from "../../data/folder.ts";
import { invocation } from "../invocation.ts";

Deno.test("readMatched() says which compounds are left out, and why", async () => {
  await inFolder(async (folder) => {
    const wells = ["ethanol,1,2", "ethanol,2,1", "salt,3,3", "lost,4,1", "amine,5,6", "DMSO,0,0"];
    const drugs = ["ethanol,CCO", "salt,[Na+].CC(=O)[O-]", "lost,", "unseen,CCC", "amine,CCN"];
    for (const [i, smiles] of ["CCCO", "CCCN", "CCCC", "CCCC.OC(=O)c1ccccc1"].entries()) {
      void [wells.push(`more${i},${i},7`), drugs.push(`more${i},${smiles}`)];
    }
    await Deno.writeTextFile(
      `${folder}/wells.csv`,
      ["Metadata_drug,Cells_Area,Nuclei_Area", ...wells, ""].join("\n"),
    );
    await Deno.writeTextFile(`${folder}/drugs.csv`, ["name,smiles", ...drugs, ""].join("\n"));
    const defaults = Object.fromEntries(
      Object.entries(matchedOptions).flatMap(([name, { default: value }]) =>
        value === undefined ? [] : [[name, value]]
      ),
    );
    const given = {
      ...defaults,
      profiles: `${folder}/wells.csv`,
      smiles: `${folder}/drugs.csv`,
      compound: "Metadata_drug",
    };
    const { matched, notes, profiles } = await readMatched(invocation(given));
    assertEquals(matched.names, ["ethanol", "salt", "amine", "more0", "more1", "more2 = more3"]);
    assertEquals(matched.smiles, ["CCO", "CC(=O)O", "CCN", "CCCO", "CCCN", "CCCC"]);
    assertEquals(profiles.meta.height, 10);
    assertEquals(notes.at(-1), "one structure, taken as one compound: more2 = more3");
    assertEquals(notes.filter((note) => note.includes("lost")).length > 0, true);
    await assertRejects(
      () => readMatched(invocation({ ...given, column: "structure" })),
      Error,
      "structure",
    );
    await assertRejects(
      () => readMatched(invocation({ ...given, controls: "DMSO,more0" })),
      InputError,
      'found "5 compounds", allowed: 6 or more',
    );
  });
});

Deno.test("compoundColumn() takes the usual column there is, or the one that is named", () => {
  const profiles = (...columns: string[]) =>
    makeProfiles(
      pl.DataFrame(Object.fromEntries(columns.map((name) => [name, ["a"]]))),
      [],
      new Float64Array(0),
    );
  const named = (options: Record<string, string>) =>
    invocation({ profiles: "wells.csv", ...options });
  const both = profiles("Metadata_Compound", "Metadata_broad_sample");
  assertEquals(compoundColumn(both, named({})), "Metadata_broad_sample");
  assertEquals(compoundColumn(profiles("Metadata_Compound"), named({})), "Metadata_Compound");
  const drug = named({ compound: "Metadata_drug" });
  assertEquals(compoundColumn(profiles("Metadata_drug"), drug), "Metadata_drug");
  const message = assertThrows(() => compoundColumn(both, drug), InputError).message;
  assertStringIncludes(message, "wells.csv");
  assertStringIncludes(message, "--compound");
});
