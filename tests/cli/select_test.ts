import { assertEquals, assertStringIncludes } from "@std/assert";
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
      "missing: 1 features left out",
      "outlier: 1 features left out",
      "correlation: 1 features left out",
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
