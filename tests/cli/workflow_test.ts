import { assertEquals, assertStringIncludes } from "@std/assert";
import { exists } from "../../lib/core/files.ts";
import { inFolder } from "../data/folder.ts";
import { handSheet } from "./cost/sheet.ts";
import { c2s } from "./run.ts";
import { twoPlates } from "./workflow/two_plates.ts";

Deno.test("c2s workflow writes a folder for all plates or some, with measured costs", async () => {
  await inFolder(async (folder) => {
    await twoPlates(folder);
    const index = ["--index", `${folder}/index.csv`], cost = `${folder}/cost.json`;
    await Deno.writeTextFile(cost, JSON.stringify(handSheet));
    const all = await c2s("workflow", ...index, "--out", `${folder}/all`);
    assertEquals(all.code, 0, all.said);
    assertStringIncludes(all.out, "24 fields of 2 plates");
    const options = ["--plates", "P2", "--cost", cost, "--factor", "3", "--json"];
    const one = await c2s("workflow", ...index, "--out", `${folder}/one`, ...options);
    assertEquals(JSON.parse(one.out), { out: `${folder}/one`, plates: ["P2"], fields: 12 });
    const config = await Deno.readTextFile(`${folder}/one/config.yaml`);
    assertStringIncludes(config, "factor: 3");
    assertStringIncludes(config, "measured by c2s cost on 12 fields");
  });
});

Deno.test("c2s workflow says which plate has no control, and what cannot be", async () => {
  await inFolder(async (folder) => {
    await twoPlates(folder);
    const args = ["--index", `${folder}/index.csv`, "--out", `${folder}/out`];
    const wrong = [
      [["--controls", "Metadata_Compound=water"], "Plate P1 has no negative control"],
      [["--controls", "DMSO"], "COLUMN=VALUE"],
      [["--plates", "P3"], "no such plate"],
      [["--factor", "0.5"], "at least 1"],
      [["--batch", "Metadata_Day"], "Metadata_Day"],
    ] as const;
    for (const [options, message] of wrong) {
      const { code, said } = await c2s("workflow", ...args, ...options);
      assertEquals([code, await exists(`${folder}/out/config.yaml`)], [1, false]);
      assertStringIncludes(said, message);
    }
  });
});
