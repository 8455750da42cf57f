import { assertEquals, assertStringIncludes } from "@std/assert";
import { stepOptions } from "../../lib/cli/workflow/steps.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

/** `same` repeats `a`, `gaps` lacks every third value, `far` has an extreme one. */
const table = [
  "Metadata_Well,a,b,same,gaps,far",
  ...Array.from({ length: 30 }, (_, i) => {
    const a = Math.sin(i) + 0.01 * i, b = Math.cos(3 * i);
    return `A${i},${a},${b},${2 * a + 1},${i % 3 === 0 ? "" : a * b},${i === 7 ? 900 : b * b - a}`;
  }),
].join("\n");

Deno.test("c2s select says which step left how many features out", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/z.csv`, `${folder}/few.csv`];
    await Deno.writeTextFile(from, table);
    const { code, out: printed } = await c2s("select", "--in", from, "--out", out);
    assertEquals([code, printed.split("\n")], [0, [
      `${out}: 30 rows × 2 features`,
      "missing: 1 feature left out",
      "outlier: 1 feature left out",
      "correlation: 1 feature left out",
    ]]);
    const { features } = await readProfiles(out);
    assertEquals(features.includes("b"), true);
  });
});

Deno.test("c2s select takes some of the steps, and names all where one does not exist", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/z.csv`, table);
    const files = ["--in", `${folder}/z.csv`, "--out", `${folder}/few.csv`];
    const { out } = await c2s("select", ...files, "--steps", "outlier");
    assertStringIncludes(out, "× 4 features");
    const { code, said } = await c2s("select", ...files, "--steps", "magic");
    assertEquals(code, 1);
    assertStringIncludes(said, "correlation");
  });
});

Deno.test("c2s select refuses replicates that no step asks for", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/z.csv`, table);
    const files = ["--in", `${folder}/z.csv`, "--out", `${folder}/few.csv`];
    const { code, said } = await c2s("select", ...files, "--replicates", "Metadata_Well");
    assertEquals(code, 1);
    assertStringIncludes(said, "--replicates has no effect here: allowed: with the step noise");
  });
});

/** Three plates of ten wells; `gaps` lacks every third value, `gap` that of one well of P2. */
const holey = [
  "Metadata_Plate,Metadata_Well,a,gap,gaps",
  ...Array.from({ length: 30 }, (_, i) => {
    const a = Math.sin(i), gap = Math.cos(3 * i) + 10 * Math.floor(i / 10);
    return `P${1 + Math.floor(i / 10)},A${i},${a},${i === 15 ? "" : gap},${i % 3 ? a * i : ""}`;
  }),
].join("\n");

Deno.test("c2s select --impute fills by plate what is missing in the features that stay", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/z.csv`, `${folder}/few.csv`];
    await Deno.writeTextFile(from, holey);
    const args = ["select", "--in", from, "--out", out];
    const { out: said } = await c2s(...args, "--impute", "median", "--by", "Metadata_Plate");
    assertEquals(said.split("\n"), [
      `${out}: 30 rows × 2 features`,
      "missing: 1 feature left out",
      "1 value filled in with medians: gap (1)",
    ]);
    const { features, values } = await readProfiles(out);
    assertEquals(features, ["a", "gap"]);
    const own = [...values].filter((_, i) => i % 2 === 1).slice(10, 20);
    const [filled] = own.splice(5, 1);
    assertEquals(filled, own.sort((a, b) => a - b)[4]);
    const by = await c2s(...args, "--by", "Metadata_Plate");
    assertStringIncludes(by.said, "--by has no effect here: allowed: with --impute median");
    assertStringIncludes((await c2s(...args, "--impute", "mean")).said, "allowed: median");
  });
});

Deno.test("c2s normalize and select of a workflow leave out what most wells lack, and fill the rest", async () => {
  await inFolder(async (folder) => {
    const [from, z, out] = ["wells", "z", "few"].map((name) => `${folder}/${name}.csv`);
    await Deno.writeTextFile(
      from!,
      holey.replaceAll(/,A(\d+)/g, ",A$1,DMSO")
        .replace("Metadata_Well", "Metadata_Well,Metadata_Compound"),
    );
    const fields = ["P1", "P2"].map((plate) => ({
      ...{ plate, well: "A1", site: 1, files: {}, pixelSize: NaN },
      metadata: { Metadata_Compound: "DMSO" },
    }));
    const controls = "Metadata_Compound=DMSO";
    const steps = stepOptions({ channels: [], fields }, {
      ...{ controls, treatment: [], method: "classical" },
    });
    const step = async (name: string, from: string, out: string) => {
      const { code, said } = await c2s(
        ...[name, "--in", from, "--out", out],
        ...steps[name]!.split(" ").filter((word) => word !== ""),
      );
      assertEquals(code, 0, said);
      return await readProfiles(out);
    };
    await step("normalize", from!, z!);
    const { features, values } = await step("select", z!, out!);
    assertEquals([features, values.every(Number.isFinite)], [["a", "gap"], true]);
  });
});
