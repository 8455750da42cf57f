import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { type Layout, readLayout } from "../../lib/data/layout_file.ts";
import { inFolder } from "./folder.ts";

async function layoutOf(text: string, name = "layout.csv"): Promise<Layout> {
  let layout: Layout = { wells: [], columns: [] };
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/${name}`, text);
    layout = await readLayout(`${folder}/${name}`);
  });
  return layout;
}

Deno.test("readLayout() tells columns by their usual names and keeps the others", async () => {
  const { wells, columns } = await layoutOf(
    "Plate,Well Position,Drug,Conc (µM),Mechanism,Cell Line\nP1,b2,taxol,0.3,stabilizer,MCF7\nP1,B3,DMSO,,,MCF7\n",
  );
  assertEquals(columns, [
    "Metadata_Compound",
    "Metadata_Concentration",
    "Metadata_MoA",
    "Metadata_Cell_Line",
  ]);
  assertEquals(wells.map(({ plate, well }) => [plate, well]), [["P1", "B02"], ["P1", "B03"]]);
  assertEquals(wells[1]?.metadata, {
    Metadata_Compound: "DMSO",
    Metadata_Concentration: null,
    Metadata_MoA: null,
    Metadata_Cell_Line: "MCF7",
  });
});

Deno.test("readLayout() takes rows and columns by number, and a layout for all plates", async () => {
  const { wells } = await layoutOf("row\tcolumn\tcompound\n2\t3\ttaxol\nC\t04\tDMSO\n", "l.tsv");
  assertEquals(wells.map(({ plate, well }) => [plate, well]), [
    [undefined, "B03"],
    [undefined, "C04"],
  ]);
});

const rejects = (text: string, ...words: string[]) =>
  assertRejects(() => layoutOf(text), InputError).then(({ message }) => {
    for (const word of words) assertEquals(message.includes(word), true, `${word} in ${message}`);
  });

Deno.test("readLayout() names row and column of what is wrong", async () => {
  await rejects("well,compound\nB02,a\nQ99,b\n", "line 3, column well", '"Q99"');
  await rejects("well,compound\nB02,a\nB2,b\n", "comes twice", "line 3", "as in line 2");
  await rejects("well,compound,dose\nB02,a,high\n", "line 2, column dose", '"high"');
  await rejects("plate,well,compound\n,B02,a\n", "line 2, column plate");
  await rejects("well,dose\nB02,1\n", "column compound");
  await rejects("plate,compound\nP1,a\n", "column well");
  await rejects("well,compound,drug\nB02,a,b\n", "compound, drug");
});

Deno.test("readLayout() allows one well on several plates", async () => {
  assertEquals((await layoutOf("plate,well,compound\nP1,B2,a\nP2,B2,b\n")).wells.length, 2);
});

const doses = async (header: string, cells: string) =>
  (await layoutOf(`well,compound,${header}\nB02,taxol,${cells}\n`)).wells[0]?.metadata;

Deno.test("readLayout() reads concentrations of any usual unit as µM", async () => {
  for (
    const [header, cell] of [
      ["Conc. (µM)", "0.30"],
      ["final_concentration", ".3"],
      ["Concentration (nM)", "300"],
      ["Metadata_Conc_nM", "300"],
      ["Dose [mM]", "0.0003"],
    ] as const
  ) {
    const expected = { Metadata_Compound: "taxol", Metadata_Concentration: "0.3" };
    assertEquals(await doses(header, cell), expected, header);
  }
});

Deno.test("readLayout() refuses doses that it cannot read, unless it has read others", async () => {
  await rejects("well,compound,dose (µg/ml)\nB02,a,1\n", "column dose (µg/ml)", "conc_nM");
  await rejects("well,compound,conc,conc_unit\nB02,a,1,nM\n", "column conc_unit");
  await rejects("well,compound,conc_nM,dose\nB02,a,1,2\n", "conc_nM, dose");
  await rejects("well,compound,conc_nM\nB02,a,high\n", "line 2, column conc_nM", "unit of its");
  assertEquals((await doses("conc_nM,dose level", "30,4"))?.Metadata_dose_level, "4");
});
