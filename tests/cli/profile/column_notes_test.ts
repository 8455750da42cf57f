import { assertEquals, assertStringIncludes } from "@std/assert";
import pl from "nodejs-polars";
import { columnNotes } from "../../../lib/cli/profile/column_notes.ts";
import { inFolder } from "../../data/folder.ts";
import { c2s } from "../run.ts";

const meta = pl.DataFrame({ Metadata_Well: ["A01"] });
const odd = (...features: string[]) => columnNotes({ meta, features }).join();

Deno.test("features beside those of CellProfiler or a network are named if their names are other ones", () => {
  const network = Array.from({ length: 8 }, (_, i) => `inception_v3_000${i}`);
  assertEquals(odd("Cells_AreaShape_Area", "Image_Count_Nuclei", ...network), "");
  for (const others of [network, ["Nuclei_AreaShape_Area", "Cells_AreaShape_Area"]]) {
    assertEquals(
      odd(...others, "age", "viability"),
      "2 features not named as the others are: age, viability; if they say what a row is, call " +
        "the first Metadata_age and so on",
    );
  }
});

Deno.test("columns taken as metadata are named one by one, those with the prefix not at all", () => {
  const names = ["Plate", "Well", "Site", "Compound", "dose", "Week", "MoA", "Batch"];
  const columns = [...names, "Metadata_Concentration", "Image_Metadata_Well"];
  const bare = pl.DataFrame(Object.fromEntries(columns.map((name) => [name, ["1"]])));
  assertEquals(columnNotes({ meta: bare, features: [] }), [
    `8 columns taken as metadata by their names: ${names.join(", ")}`,
  ]);
  const many = Array.from({ length: 50 }, (_, i) => `age${String.fromCharCode(97 + i % 26)}${i}x`);
  assertStringIncludes(odd("Cells_Area", ...many), "50 features not named");
  assertStringIncludes(odd("Cells_Area", ...many), " and 10 more; if they say");
});

Deno.test("where no name can be told from the others nothing is said", () => {
  assertEquals(odd("area", "age", "light"), "");
  assertEquals(
    odd("MolWt", "qed", "Chi0", "Chi1", "Chi2", "Chi3", "TPSA", "FractionCSP3", "f"),
    "",
  );
  assertEquals(odd(), "");
});

const table = `Metadata_Plate,Metadata_Well,Row,dose,Cells_Area,age
P1,A01,1,0.3,5,61
P1,A02,1,3,6,62
P1,B01,2,30,9,63
`;

Deno.test("c2s normalize keeps Row and dose as metadata, names the age, and does as it says", async () => {
  await inFolder(async (folder) => {
    const from = `${folder}/wells.csv`, out = `${folder}/z.csv`;
    const run = async (text: string) => {
      await Deno.writeTextFile(from, text);
      return JSON.parse((await c2s("normalize", "--in", from, "--out", out, "--json")).out);
    };
    const { features, notes } = await run(table);
    assertEquals(features, 2);
    assertEquals(notes.slice(0, 2), [
      "2 columns taken as metadata by their names: Row, dose",
      "1 feature not named as the others are: age; if it says what a row is, call it Metadata_age",
    ]);
    const header = (await Deno.readTextFile(out)).split("\n")[0];
    assertEquals(header, "Metadata_Plate,Metadata_Well,Row,dose,Cells_Area,age");
    assertEquals((await run(table.replace(",age", ",Metadata_age"))).features, 1);
  });
});

Deno.test("c2s score says so, too, beside its answer", async () => {
  await inFolder(async (folder) => {
    const from = `${folder}/wells.csv`,
      rows = ["a", "a", "b", "b"].flatMap((moa, i) =>
        ["x", "y"].map((well) => `${well},${moa}${i},${moa},${i},${i * i},${60 - i}`)
      );
    const text = ["Metadata_Well,Metadata_Compound,Metadata_MoA,Cells_a,Cells_b,age", ...rows];
    await Deno.writeTextFile(from, `${text.join("\n")}\n`);
    const columns = ["--compound", "Metadata_Compound", "--moa", "Metadata_MoA", "--json"];
    const { out, said } = await c2s("score", "moa", "--in", from, ...columns);
    assertStringIncludes(said, "1 feature not named as the others are: age");
    assertEquals(typeof JSON.parse(out).share, "number");
  });
});
