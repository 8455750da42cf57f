import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { featureValues } from "../../lib/core/profiles.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { wells } from "./profile/wells.ts";
import { c2s } from "./run.ts";

Deno.test("c2s combat brings plates together and keeps the drug's effect", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/corrected.csv`];
    await Deno.writeTextFile(from, wells);
    const args = ["combat", "--in", from, "--out", out, "--batch", "Metadata_Plate"];
    assertEquals((await c2s(...args, "--mean-only")).code, 0);
    const area = featureValues(await readProfiles(out), "area");
    const mean = (part: ArrayLike<number>) => Array.from(part).reduce((a, b) => a + b) / 4;
    const before = featureValues(await readProfiles(from), "area");
    const gap = Math.abs(mean(before.slice(0, 4)) - mean(before.slice(4)));
    assert(Math.abs(mean(area.slice(0, 4)) - mean(area.slice(4))) < 0.5 * gap);
    assertAlmostEquals(area[2]! - area[0]!, 10, 1e-9);
  });
});

Deno.test("c2s combat takes numbers of a CSV file as a continuous covariate", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/corrected.csv`];
    const [head, ...rows] = wells.trim().split("\n");
    const dosed = [`Metadata_Dose,${head}`, ...rows.map((row, i) => `${(i * 7) % 5}.5,${row}`)];
    await Deno.writeTextFile(from, dosed.join("\n"));
    const args = ["combat", "--in", from, "--out", out, "--batch", "Metadata_Plate"];
    const { code, said } = await c2s(...args, "--continuous", "Metadata_Dose");
    assertEquals([code, said], [0, ""]);
    const doses = (await readProfiles(out)).meta.getColumn("Metadata_Dose").toArray();
    assertEquals(doses.slice(0, 2), ["0.5", "2.5"]);
    const named = await c2s(...args, "--continuous", "Metadata_Compound");
    assertStringIncludes(named.said, "needs numbers");
  });
});

Deno.test("c2s combat names a batch that is the same as a covariate", async () => {
  await inFolder(async (folder) => {
    const from = `${folder}/wells.csv`;
    const confounded = wells.replaceAll("P2,DMSO", "P2,water").replaceAll(/P1,[ab]\b/g, "P1,DMSO");
    await Deno.writeTextFile(from, confounded.replaceAll(/P2,[ab]2/g, "P2,water"));
    const files = ["--in", from, "--out", `${folder}/o.csv`, "--batch", "Metadata_Plate"];
    const { code, said } = await c2s("combat", ...files, "--categorical", "Metadata_Compound");
    assertEquals(code, 1);
    assertStringIncludes(said, "Metadata_Compound");
  });
});

Deno.test("c2s combat says which batch of one row makes it correct means only", async () => {
  await inFolder(async (folder) => {
    const from = `${folder}/wells.csv`;
    await Deno.writeTextFile(from, `${wells}P3,DMSO,,30,300\n`);
    const args = ["combat", "--in", from, "--out", `${folder}/o.csv`, "--batch", "Metadata_Plate"];
    const [note, other] = JSON.parse((await c2s(...args, "--json")).out).notes;
    assertStringIncludes(other, "4 of 9 rows have a treatment (Metadata_Compound)");
    assertEquals(note, "batch P3 has one row: only means are corrected, variances in no batch");
    assertStringIncludes((await c2s(...args)).out, note);
    assertEquals(JSON.parse((await c2s(...args, "--json", "--mean-only")).out).notes, [other]);
  });
});
