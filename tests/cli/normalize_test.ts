import { assertEquals, assertStringIncludes } from "@std/assert";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { wells } from "./profile/wells.ts";
import { c2s } from "./run.ts";

Deno.test("c2s normalize takes the spread of each plate's controls: plates become alike", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/z.parquet`];
    await Deno.writeTextFile(from, wells);
    const args = ["normalize", "--in", from, "--out", out, "--by", "Metadata_Plate"];
    const { code, out: printed } = await c2s(...args, "--controls", "Metadata_Compound=DMSO");
    assertEquals([code, printed], [0, `${out}: 8 rows × 2 features`]);
    const { values } = await readProfiles(out);
    // Controls 10 and 12: mean 11, standard deviation (ddof 0) 1; 20 is 9 of them above.
    assertEquals([...values.subarray(0, 8)], [-1, -1, 1, 1, 9, 0, 0, 19]);
    assertEquals(values.subarray(8), values.subarray(0, 8));
  });
});

Deno.test("c2s normalize --compress gives the asinh of the same values", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/z.parquet`];
    await Deno.writeTextFile(from, wells);
    const args = ["normalize", "--in", from, "--out", out, "--by", "Metadata_Plate", "--compress"];
    for (const more of [[], ["--drop-constant"]]) {
      const { code } = await c2s(...args, "--controls", "Metadata_Compound=DMSO", ...more);
      assertEquals(code, 0);
      const { values } = await readProfiles(out);
      assertEquals([...values.subarray(0, 8)], [-1, -1, 1, 1, 9, 0, 0, 19].map(Math.asinh));
    }
  });
});

Deno.test("c2s normalize names the methods there are", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/wells.csv`, wells);
    const files = ["--in", `${folder}/wells.csv`, "--out", `${folder}/z.csv`];
    const { code, said } = await c2s("normalize", ...files, "--method", "magic");
    assertEquals(code, 1);
    assertStringIncludes(said, "standardize, mad, minmax");
  });
});

Deno.test("c2s normalize --impute median fills gaps by plate, and says how many and what is empty", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/z.csv`];
    const [head, ...rows] = wells.replace("20,102", ",inf").trim().split("\n");
    await Deno.writeTextFile(from, [`${head},none`, ...rows.map((row) => `${row},`)].join("\n"));
    const args = ["normalize", "--in", from, "--out", out, "--by", "Metadata_Plate"];
    const refused = await c2s(...args);
    assertEquals(refused.code, 1);
    assertStringIncludes(refused.said, "light");
    const given = [...args, "--controls", "Metadata_Compound=DMSO", "--impute"];
    const { code, out: said } = await c2s(...given, "median", "--json");
    assertEquals([code, JSON.parse(said).notes], [0, [
      "2 values filled in with medians: area (1), light (1)",
      "without any value, left out: none",
    ]]);
    const { values, features } = await readProfiles(out);
    // Plate P1 has areas 10, 12 and 11 left: the gap becomes 11, the middle of the controls.
    assertEquals([features, values[4]], [["area", "light"], 0]);
    assertStringIncludes((await c2s(...given, "mean")).said, "allowed: median");
  });
});

Deno.test("c2s normalize says which values a method erases, and --drop-constant leaves them out", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/z.csv`];
    // Most controls have 0 spots: a MAD of 0. The controls of P1 lack the ring.
    const rows = ["P1", "P2"].flatMap((plate, p) =>
      [0, 0, 0, 5, 9, 8].map((spots, i) =>
        [plate, i < 4 ? "DMSO" : "a", i * i, spots, p === 0 && i < 4 ? "" : i].join()
      )
    );
    const head = "Metadata_Plate,Metadata_Compound,area,spots,ring";
    await Deno.writeTextFile(from, [head, ...rows, ""].join("\n"));
    const args = ["normalize", "--in", from, "--out", out, "--by", "Metadata_Plate", "--json"];
    const run = async (...more: string[]) => {
      const { out: said } = await c2s(...args, "--controls", "Metadata_Compound=DMSO", ...more);
      return { notes: JSON.parse(said).notes, features: (await readProfiles(out)).features };
    };
    const mad = await run("--method", "mad");
    assertEquals(mad.notes.slice(1), [
      "1 feature without spread among controls of some group, 12 values there set to 0: " +
      "spots (P1, P2); --drop-constant leaves it out",
      "1 feature without any value among controls of some group, 2 values there made missing: " +
      "ring (P1); --drop-constant leaves it out",
    ]);
    assertEquals((await run("--method", "mad", "--drop-constant")).features, ["area"]);
    assertEquals((await run("--drop-constant")).features, ["area", "spots"]);
  });
});
