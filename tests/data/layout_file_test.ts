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
  await rejects("well,compound,conc,conc_unit_code\nB02,a,1,7\n", "column conc_unit_code");
  await rejects("well,compound,conc_unit\nB02,a,nM\n", "column conc_unit");
  await rejects("well,compound,conc_nM,dose\nB02,a,1,2\n", "conc_nM, dose");
  await rejects(
    "well,compound,conc_nM\nB02,a,high\n",
    "line 2, column conc_nM",
    "a concentration in nM",
  );
  assertEquals((await doses("conc_nM,dose level", "30,4"))?.Metadata_dose_level, "4");
});

Deno.test("readLayout() reads the unit of each concentration where a column says it", async () => {
  const { wells, columns } = await layoutOf(
    "well,compound,concentration,Units\nB02,a,300,nM\nB03,a,0.3,\u00b5M\nB04,a,0.3,\u03bcM\n" +
      "B05,a,0.3,uM\nB06,a,0.0003,mM\nB07,a,3e-7,mol/L\nB08,DMSO,0,%\nB09,DMSO,,\n",
  );
  const read = wells.map(({ metadata }) => metadata.Metadata_Concentration);
  assertEquals(read, ["0.3", "0.3", "0.3", "0.3", "0.3", "0.3", "0", null]);
  // The concentrations are in µM now, whatever they were in.
  assertEquals(columns, ["Metadata_Compound", "Metadata_Concentration"]);
  for (
    const name of ["unit", "concentration_unit", "Dose unit", "conc units", "Metadata_DoseUnit"]
  ) {
    assertEquals((await doses(`dose,${name}`, "300,nM"))?.Metadata_Concentration, "0.3", name);
  }
});

Deno.test("readLayout() refuses a unit that is missing, is no concentration's, or is said otherwise", async () => {
  const wrong = (header: string, cells: string, ...words: string[]) =>
    rejects(`well,compound,${header}\nB02,a,${cells}\n`, ...words);
  await wrong("conc,units", "1,ug/mL", "line 2, column units", '"ug/mL"', "pM, nM, µM, mM or M");
  await wrong("conc,units", "0.1,%", "line 2, column units", '"%"');
  await wrong("conc,units", "1,", "line 2, column units", "nothing");
  await wrong(
    "concentration (nM),unit",
    "1,µM",
    "line 2, column unit",
    '"µM"',
    "concentration (nM)",
  );
  await wrong("concentration (µM),unit", "1,nM", "line 2, column unit", '"nM"', "nothing");
  await wrong("conc,unit,conc_unit", "1,nM,nM", "unit, conc_unit");
  assertEquals((await doses("conc_nM,unit", "300,"))?.Metadata_Concentration, "0.3");
  assertEquals((await doses("conc_nM,unit", "300,nanomolar"))?.Metadata_Concentration, "0.3");
});

Deno.test("readLayout() keeps a column of units where there is no concentration", async () => {
  assertEquals((await doses("unit", "cells"))?.Metadata_unit, "cells");
});

Deno.test("readLayout() keeps the unit that a concentration was given in, where it is not µM", async () => {
  const { wells } = await layoutOf(
    "well,compound,dose,unit\nB02,a,300,nM\nB03,b,3,uM\nB04,DMSO,0,nM\nB05,DMSO,,\n",
  );
  assertEquals(wells.map(({ unit }) => unit), ["nM", undefined, undefined, undefined]);
  const named = await layoutOf("well,compound,conc_mM\nB02,a,3\nB03,DMSO,\n");
  assertEquals(named.wells.map(({ unit }) => unit), ["mM", undefined]);
});

Deno.test("readLayout() joins rows of sites, and says that a layout has one row a well", async () => {
  const { wells, columns } = await layoutOf("well,site,compound\nB02,1,a\nB2,2,a\n");
  assertEquals([wells.length, columns], [1, ["Metadata_Compound"]]);
  await rejects("well,compound\nB02,a\nB2,a\n", "as in line 2", "allowed: one row a well");
});
