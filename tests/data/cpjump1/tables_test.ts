import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { metaValues } from "../../../lib/core/profiles.ts";
import {
  type Cpjump1Compound,
  type Cpjump1Well,
  readCompoundMetadata,
  readPlatemap,
  splitList,
  withCompounds,
} from "../../../lib/data/cpjump1/tables.ts";
import { rowsOf } from "../../../lib/data/table/table.ts";
import { inFolder } from "../folder.ts";
import { mirrored } from "../mirror.ts";

/** Writes a file and hands its path to a reader. */
function reading<T>(
  name: string,
  text: string,
  read: (file: string) => Promise<T>,
  test: (value: T) => void,
) {
  return inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/${name}`, text);
    test(await read(`${folder}/${name}`));
  });
}

function failing(
  name: string,
  text: string,
  read: (file: string) => Promise<unknown>,
  message: string,
) {
  return inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/${name}`, text);
    await assertRejects(() => read(`${folder}/${name}`), InputError, message);
  });
}

const platemap = "well_position\tbroad_sample\tsolvent\r\nA01\tBRD-1\tDMSO\r\nA02\t\tDMSO\r\n";
const compounds =
  "broad_sample\tInChIKey\tpert_iname\tpubchem_cid\tgene\tpert_type\tcontrol_type\tsmiles\n" +
  "BRD-1\tKEY-A\tgabapentin-enacarbil\t9883933\tCACNB4\ttrt\t\tCC\n" +
  "\tKEY-D\tDMSO\t679\t\tcontrol\tnegcon\tCS(=O)C\n" +
  "BRD-9\tKEY-Z\tunused\t\tABL1\ttrt\t\t\n";

Deno.test("readPlatemap() reads an empty sample as DMSO", () =>
  reading("m.txt", platemap, readPlatemap, (table) =>
    assertEquals(rowsOf<Cpjump1Well>(table), [
      { well_position: "A01", broad_sample: "BRD-1", solvent: "DMSO" },
      { well_position: "A02", broad_sample: "DMSO", solvent: "DMSO" },
    ])));

Deno.test("readPlatemap() refuses an empty sample in another solvent, a well twice, a missing column", async () => {
  const water = platemap.replace("A02\t\tDMSO", "A02\t\twater");
  await failing("m.txt", water, readPlatemap, 'line 3, column solvent: found "water"');
  await failing("m.txt", platemap.replace("A02", "A01"), readPlatemap, "A01, as in line 2");
  await failing("m.txt", platemap.replace("solvent", "liquid"), readPlatemap, "column solvent");
});

Deno.test("readCompoundMetadata() names the solvent, calls gene target and keeps gaps null", () =>
  reading("c.tsv", compounds, readCompoundMetadata, (table) => {
    const rows = rowsOf<Cpjump1Compound>(table);
    assertEquals(rows.map((row) => row.broad_sample), ["BRD-1", "DMSO", "BRD-9"]);
    assertEquals(rows[0], {
      broad_sample: "BRD-1",
      InChIKey: "KEY-A",
      pert_iname: "gabapentin-enacarbil",
      pubchem_cid: 9883933,
      target: "CACNB4",
      target_list: null,
      moa_list: null,
      purity: null,
      pert_type: "trt",
      control_type: null,
      smiles: "CC",
    });
    assertEquals([rows[2]?.pubchem_cid, rows[2]?.smiles], [null, null]);
  }));

Deno.test("readCompoundMetadata() refuses a bad number and a sample that comes twice", async () => {
  await failing(
    "c.tsv",
    compounds.replace("679", "6e-1"),
    readCompoundMetadata,
    "line 3, column pubchem_cid",
  );
  await failing(
    "c.tsv",
    compounds.replace("BRD-9", "BRD-1"),
    readCompoundMetadata,
    "BRD-1, as in line 2",
  );
});

Deno.test("withCompounds() gives wells their compounds and counts what is missing on either side", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/m.txt`, `${platemap}A03\tBRD-7\tDMSO\r\n`);
    await Deno.writeTextFile(`${folder}/c.tsv`, compounds);
    const wells = await readPlatemap(`${folder}/m.txt`);
    const joined = withCompounds(wells, await readCompoundMetadata(`${folder}/c.tsv`));
    assertEquals(metaValues(joined.table, "pert_iname"), ["gabapentin-enacarbil", "DMSO", null]);
    assertEquals(metaValues(joined.table, "InChIKey"), ["KEY-A", "KEY-D", null]);
    assertEquals([joined.unmatchedLeft, joined.unmatchedRight], [[2], [2]]);
  }));

Deno.test("splitList() gives the entries of a list in a cell", () => {
  assertEquals(splitList("a inhibitor|b agonist"), ["a inhibitor", "b agonist"]);
  assertEquals([splitList(null), splitList(""), splitList("a||")], [[], [], ["a"]]);
});

const files = await Promise.all([
  mirrored("JUMP-Target-1_compound_platemap.txt"),
  mirrored("JUMP-Target-1_compound_metadata.tsv"),
  mirrored("JUMP-Target-1_compound_metadata_targets.tsv"),
  mirrored("JUMP-Target-1_compound_metadata_additional_annotations.tsv"),
]);
Deno.test({
  name: "the real tables of CPJUMP1 have the published counts and join without a gap",
  ignore: files.includes(undefined),
  fn: async () => {
    const [map, plain, targets, annotated] = files as string[];
    const wells = await readPlatemap(map as string);
    assertEquals(wells.height, 384);
    assertEquals(metaValues(wells, "broad_sample").filter((name) => name === "DMSO").length, 64);

    for (const file of [plain, targets, annotated]) {
      const table = await readCompoundMetadata(file as string);
      const joined = withCompounds(wells, table);
      assertEquals([table.height, joined.unmatchedLeft, joined.unmatchedRight], [307, [], []]);
      assertEquals(
        metaValues(joined.table, "smiles").filter((smiles) => smiles === null).length,
        0,
      );
    }
    const annotations = rowsOf<Cpjump1Compound>(await readCompoundMetadata(annotated as string));
    assertEquals(annotations.filter((row) => row.moa_list === null).length, 6);
    assertEquals(splitList(annotations[2]?.target_list ?? null), ["AKR1C1", "ESR1", "ESR2"]);
  },
});
