import { assertEquals, assertStringIncludes } from "@std/assert";
import { readImageTable, readMoaTable, withMoa } from "../../../lib/data/bbbc021/tables.ts";
import { readLjosaProfiles, withTreatments } from "../../../lib/data/bbbc021/wells.ts";
import { writeProfiles } from "../../../lib/data/profiles_file.ts";
import { inFolder } from "../../data/folder.ts";
import { mirrored } from "../../data/mirror.ts";
import { wells } from "../profile/wells.ts";
import { c2s } from "../run.ts";

const columns = ["--compound", "Metadata_Compound", "--moa", "Metadata_MoA"];

Deno.test("c2s score moa reads a chain of files: normalize, then match", async () => {
  await inFolder(async (folder) => {
    const [from, z] = [`${folder}/wells.csv`, `${folder}/z.csv`];
    await Deno.writeTextFile(from, wells);
    const control = "Metadata_Compound=DMSO";
    const step = ["normalize", "--in", from, "--out", z, "--by", "Metadata_Plate"];
    assertEquals((await c2s(...step, "--controls", control)).code, 0);
    const args = ["score", "moa", "--in", z, ...columns, "--leave-out", control];
    const { code, out } = await c2s(...args);
    assertEquals([code, out.split("\n").slice(1)], [0, ["  x: 2 of 2", "  y: 2 of 2"]]);
    assertStringIncludes(out, "NSC: 4 of 4 = 1.000");
    const across = await c2s(...args, "--rule", "NSCB");
    assertStringIncludes(across.said, "no column of batches");
    const machine = await c2s(...args, "--rule", "NSCB", "--batch", "Metadata_Plate", "--json");
    assertEquals(JSON.parse(machine.out).hits, 4);
  });
});

Deno.test("c2s score moa takes spellings of a compound for one, so that it is no neighbour of itself", () =>
  inFolder(async (folder) => {
    const [one, two] = [`${folder}/one.csv`, `${folder}/two.csv`];
    // Each compound is nearest to itself, and else to one of the other mechanism.
    const rows = [
      "a,x,9,1",
      "a,x,9,2",
      "b,x,1,9",
      "b,x,2,9",
      "c,y,9,3",
      "c,y,9,4",
      "d,y,3,9",
      "d,y,4,9",
    ];
    const text = ["Metadata_Compound,Metadata_MoA,f,g", ...rows, "emetin,,5,5", "emetine,,5,6"]
      .join("\n");
    await Deno.writeTextFile(one, text);
    await Deno.writeTextFile(two, text.replace("a,x", "A ,X").replace("d,y", "d.,y"));
    const args = ["score", "moa", ...columns, "--in"];
    const [plain, spelt] = [await c2s(...args, one, "--json"), await c2s(...args, two, "--json")];
    const [{ names: none, ...report }, { names, ...same }] = [plain, spelt].map(({ out }) =>
      JSON.parse(out)
    );
    assertEquals([report.hits, report.total], [0, 8]);
    assertEquals(same, report);
    assertEquals([none.compound.spellings, none.moa.spellings], [[], []]);
    assertEquals(names.compound.spellings, [["A ", "a"], ["d.", "d"]]);
    assertEquals(names.moa.spellings, [["x", "X"]]);
    assertEquals(names.compound.oneLetterApart, [["emetin", "emetine"]]);
    assertEquals(plain.said.split("\n").length, 1);
    const { said, out } = await c2s(...args, two);
    assertStringIncludes(said, 'Metadata_Compound: "A " / a, d. / d differ in case');
    assertStringIncludes(said, "Metadata_MoA: x / X differ in case");
    assertStringIncludes(said, "Metadata_Compound: One letter apart: emetin / emetine (1 pair)");
    assertStringIncludes(out, "NSC: 0 of 8");
  }));

Deno.test("c2s score moa names what may be the control that was left out", () =>
  inFolder(async (folder) => {
    const from = `${folder}/wells.csv`;
    await Deno.writeTextFile(from, wells.replace("DMSO,,12", "DMOS,,12"));
    const control = ["--leave-out", "Metadata_Compound=DMSO"];
    const { said, out } = await c2s("score", "moa", "--in", from, ...columns, ...control, "--json");
    assertStringIncludes(said, "DMOS may be the control DMSO by another name");
    assertEquals(JSON.parse(out).names.lookalikes, ["DMOS"]);
  }));

const files = await Promise.all([
  mirrored("ljosa_jbiomolscreen_2013_per_well_mean.csv.gz"),
  mirrored("BBBC021_v1_image.csv.gz"),
  mirrored("BBBC021_v1_moa.csv"),
]);

Deno.test({
  name: "from the command line the real wells give 84 of 103 (NSC) and 67 of 92 (NSCB)",
  ignore: files.includes(undefined),
  fn: () =>
    inFolder(async (folder) => {
      const [wellFile, imageFile, moaFile] = files as [string, string, string];
      const read = await readLjosaProfiles(wellFile);
      const { profiles } = withTreatments(read, await readImageTable(imageFile));
      const { table } = withMoa(profiles.meta, await readMoaTable(moaFile));
      const [raw, z, drugs] = ["raw", "z", "drugs"].map((name) => `${folder}/${name}.parquet`);
      await writeProfiles(raw!, { ...profiles, meta: table });
      const [drug, dose, control] = [
        "Image_Metadata_Compound",
        "Image_Metadata_Concentration",
        "Image_Metadata_Compound=DMSO",
      ];
      const plates = ["--by", "Image_Metadata_Plate", "--controls", control];
      const steps = [
        ["normalize", "--in", raw!, "--out", z!, "--drop-constant", ...plates],
        ["aggregate", "--in", z!, "--out", drugs!, "--by", `${drug},${dose},Image_Metadata_Week`],
      ];
      for (const step of steps) assertEquals((await c2s(...step)).said, "");
      const score = ["score", "moa", "--in", drugs!, "--compound", drug, "--leave-out", control];
      const named = [...score, "--moa", "Image_Metadata_MoA", "--json"];
      const nsc = JSON.parse((await c2s(...named)).out);
      assertEquals([nsc.hits, nsc.total], [84, 103]);
      const week = ["--rule", "NSCB", "--batch", "Image_Metadata_Week"];
      const nscb = JSON.parse((await c2s(...named, ...week)).out);
      assertEquals([nscb.hits, nscb.total], [67, 92]);
    }),
});
