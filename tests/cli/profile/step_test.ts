import { assertEquals, assertStringIncludes } from "@std/assert";
import { stepCommand } from "../../../lib/cli/profile/step.ts";
import { exists } from "../../../lib/core/files.ts";
import { inFolder } from "../../data/folder.ts";
import { wells } from "./wells.ts";
import { c2s } from "../run.ts";

Deno.test("a step adds --in and --out to its own options", () => {
  const step = stepCommand({
    name: "same",
    summary: "",
    options: { by: { type: "string", description: "" } },
    example: "",
    apply: (profiles) => ({ profiles }),
  });
  assertEquals(Object.keys(step.options), ["in", "out", "by"]);
});

Deno.test("a step that fails writes nothing and says which file, column and value", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/z.csv`];
    await Deno.writeTextFile(from, wells.replace("12,104", "twelve,104"));
    const { code, said } = await c2s("normalize", "--in", from, "--out", out);
    assertEquals([code, await exists(out)], [1, false]);
    for (const part of ["wells.csv", "area", "twelve"]) assertStringIncludes(said, part);
    await Deno.writeTextFile(from, wells);
    const by = await c2s("normalize", "--in", from, "--out", out, "--by", "Metadata_Plat");
    for (const part of ["wells.csv", "allowed: Metadata_Plate,", "Is Metadata_Plate meant?"]) {
      assertStringIncludes(by.said, part);
    }
    await Deno.writeTextFile(from, wells.split("\n")[0] + "\n");
    const none = await c2s("normalize", "--in", from, "--out", out);
    for (const part of ["wells.csv", "no rows"]) assertStringIncludes(none.said, part);
    await Deno.writeTextFile(from, "Metadata_Well\nA01\n");
    const bare = await c2s("normalize", "--in", from, "--out", out);
    assertStringIncludes(bare.said, "1 rows without a feature");
  });
});

Deno.test("a step joins the files of several --in, one below another, as if they were one", async () => {
  await inFolder(async (folder) => {
    const [head, ...rows] = wells.trim().split("\n"), half = rows.length >> 1;
    const files = ["all", "first", "second"].map((name) => `${folder}/${name}.csv`);
    const [all, first, second] = files as [string, string, string];
    await Deno.writeTextFile(all, wells);
    await Deno.writeTextFile(first, [head, ...rows.slice(0, half), ""].join("\n"));
    await Deno.writeTextFile(second, [head, ...rows.slice(half), ""].join("\n"));
    const step = async (out: string, ...from: string[]) => {
      const options = ["--by", "Metadata_Plate", "--out", `${folder}/${out}.csv`];
      const { code, said } = await c2s(
        "normalize",
        ...from.flatMap((f) => ["--in", f]),
        ...options,
      );
      assertEquals(code, 0, said);
      return await Deno.readTextFile(`${folder}/${out}.csv`);
    };
    assertEquals(await step("joined", first, second), await step("whole", all));
  });
});

Deno.test("a step names the column that one of several files lacks", async () => {
  await inFolder(async (folder) => {
    const [from, other] = [`${folder}/a.csv`, `${folder}/b.csv`];
    await Deno.writeTextFile(from, wells);
    await Deno.writeTextFile(other, wells.replace("area", "girth"));
    const args = ["--in", from, "--in", other, "--out", `${folder}/z.csv`];
    const { code, said } = await c2s("normalize", ...args);
    assertEquals([code, await exists(`${folder}/z.csv`)], [1, false]);
    assertStringIncludes(said, `${other} without area; ${from} without girth`);
  });
});

Deno.test("a step tells rows that are there twice, and refuses a file that is named twice", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/z.csv`];
    const rows = ["P1,A01,1,2", "P1,A02,3,4", "P2,A01,5,6", "P1,A02,3,4", "P2,A02,7,9"];
    await Deno.writeTextFile(from, ["Metadata_Plate,Metadata_Well,a,b", ...rows, ""].join("\n"));
    const steps = [
      ["normalize"],
      ["combat", "--batch", "Metadata_Plate"],
      ["aggregate", "--by", "Metadata_Well"],
    ];
    for (const step of steps) {
      const { code, out: said } = await c2s(...step, "--in", from, "--out", out);
      assertEquals(code, 0, said);
      assertStringIncludes(
        said,
        "1 row is there twice and counts twice: P1 A02 in line 3 and line 5",
      );
    }
    const twice = await c2s("normalize", "--in", from, "--in", from, "--out", out);
    assertEquals(twice.code, 1);
    assertStringIncludes(twice.said, "--in names a file twice");
  });
});

Deno.test("a step refuses another ending of --out before it does the work", async () => {
  await inFolder(async (folder) => {
    const from = `${folder}/wells.csv`;
    await Deno.writeTextFile(from, wells.replace("12,104", "twelve,104"));
    const { code, said } = await c2s("normalize", "--in", from, "--out", `${folder}/z.xlsx`);
    assertEquals(code, 1);
    assertStringIncludes(said, "z.xlsx: allowed: a name ending .parquet, .csv or .csv.gz");
  });
});

Deno.test("steps that a gap stops name its file, row and column, and what fills it", async () => {
  await inFolder(async (folder) => {
    const [head, ...rows] = wells.trim().split("\n"), half = rows.length >> 1;
    const files = ["P1", "P2"].map((name) => `${folder}/${name}.csv`);
    await Deno.writeTextFile(files[0]!, [head, ...rows.slice(0, half), ""].join("\n"));
    const gap = [head, ...rows.slice(half), ""].join("\n").replace("40,204", ",204");
    await Deno.writeTextFile(files[1]!, gap);
    const controls = ["--controls", "Metadata_Compound=DMSO"],
      batch = ["--batch", "Metadata_Plate"];
    const steps = [
      ["combat", ...batch],
      ["harmony", ...batch],
      ["whiten", ...controls],
      ["tvn", ...batch, ...controls],
      ["reduce"],
      ["reduce", "--method", "pca"],
    ];
    for (const step of steps) {
      const { code, said } = await c2s(
        ...step,
        ...files.flatMap((file) => ["--in", file]),
        ...["--out", `${folder}/out.csv`],
      );
      assertEquals(code, 1);
      const place = `1 value in area (1): ${files[1]}, line 4, column area: found NaN`;
      for (const part of [place, "c2s select --impute median"]) assertStringIncludes(said, part);
    }
  });
});
