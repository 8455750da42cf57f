import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { metaValues } from "../../../lib/core/profiles.ts";
import {
  bbbc021Channels,
  type Bbbc021Image,
  type Bbbc021Moa,
  knownMoa,
  readCompoundTable,
  readImageTable,
  readMoaTable,
  withMoa,
  withStructures,
} from "../../../lib/data/bbbc021/tables.ts";
import { readCompounds } from "../../../lib/data/compounds.ts";
import { rowsOf } from "../../../lib/data/table/table.ts";
import { imageCsv } from "../bbbc021_rows.ts";
import { inFolder } from "../folder.ts";
import { mirrored } from "../mirror.ts";

async function reading(
  rows: Parameters<typeof imageCsv>[0],
  error?: string,
): Promise<pl.DataFrame> {
  const file = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeTextFile(file, imageCsv(rows));
    if (error !== undefined) await assertRejects(() => readImageTable(file), InputError, error);
    return error === undefined ? await readImageTable(file) : pl.DataFrame({});
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("readImageTable() types every column, and adds site and week", async () => {
  const [row] = rowsOf<Bbbc021Image>(await reading([{ site: 2, concentration: "3e-6" }]));
  assertEquals(row, {
    TableNumber: 4,
    ImageNumber: 1,
    Image_FileName_DAPI: "G10_s2_w1AAAA.tif",
    Image_PathName_DAPI: "Week4/Week4_27481",
    Image_FileName_Tubulin: "G10_s2_w2AAAA.tif",
    Image_PathName_Tubulin: "Week4/Week4_27481",
    Image_FileName_Actin: "G10_s2_w4AAAA.tif",
    Image_PathName_Actin: "Week4/Week4_27481",
    Image_Metadata_Plate_DAPI: "Week4_27481",
    Image_Metadata_Well_DAPI: "G10",
    Replicate: 1,
    Image_Metadata_Compound: "taxol",
    Image_Metadata_Concentration: 0.000003,
    Image_Metadata_Site: 2,
    Image_Metadata_Week: 4,
  });
});

Deno.test("readImageTable() reads the longer file names of other weeks, and compounds with commas", async () => {
  const table = await reading([{ prefix: "Week7_7__", plate: "Week7_34341", compound: '"a, b"' }]);
  const [row] = rowsOf<Bbbc021Image>(table);
  assertEquals([row?.Image_Metadata_Week, row?.Image_Metadata_Compound], [7, "a, b"]);
});

Deno.test("readImageTable() names row and column of a bad number", async () => {
  await reading(
    [{}, { site: 2, concentration: "high" }],
    "line 3, column Image_Metadata_Concentration",
  );
  await reading([{ replicate: "1.5" }], "line 2, column Replicate");
});

Deno.test("readImageTable() refuses a file of another well or site, or without either", async () => {
  await reading([{ actin: "G11_s1_w4AAAA.tif" }], "line 2, column Image_FileName_Actin");
  await reading([{ actin: "G10_s2_w4AAAA.tif" }], "such as G10_s1_w1.tif");
  await reading([{ actin: "actin.tif" }], 'found "actin.tif"');
});

Deno.test("readImageTable() refuses a plate that names no week", async () => {
  await reading([{ plate: "27481" }], "such as Week4_27481");
});

Deno.test("readImageTable() refuses a field that comes twice and names both rows", async () => {
  await reading(
    [{}, { site: 2 }, {}],
    'line 4, column Image_Metadata_Plate_DAPI × Image_Metadata_Well_DAPI × Image_Metadata_Site: found "Week4_27481 G10 1, as in line 2"',
  );
});

Deno.test("readImageTable() names a missing column", () =>
  inFolder(async (folder) => {
    const csv = imageCsv([{}]).replace("Image_Metadata_Well_DAPI", "Well");
    await Deno.writeTextFile(`${folder}/i.csv`, csv);
    await assertRejects(
      () => readImageTable(`${folder}/i.csv`),
      InputError,
      "column Image_Metadata_Well_DAPI",
    );
  }));

Deno.test("readMoaTable() and readCompoundTable() read quoted names, CRLF and missing structures", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(
      `${folder}/m.csv`,
      '"compound",concentration,"moa"\r\n"PP-2",3.000000,"Epithelial"\r\n',
    );
    assertEquals(rowsOf<Bbbc021Moa>(await readMoaTable(`${folder}/m.csv`)), [
      { compound: "PP-2", concentration: 3, moa: "Epithelial" },
    ]);
    await Deno.writeTextFile(`${folder}/c.csv`, "compound,smiles\nPP-2,CC\nAZ-A,\n");
    const compounds = await readCompoundTable(`${folder}/c.csv`);
    assertEquals(metaValues(compounds, "smiles"), ["CC", null]);
    await Deno.writeTextFile(`${folder}/m.csv`, "compound,concentration,moa\nPP-2,3,\n");
    await assertRejects(() => readMoaTable(`${folder}/m.csv`), InputError, "line 2, column moa");
  }));

const moa = pl.DataFrame({
  compound: ["taxol", "DMSO", "emetine"],
  concentration: [0.3, 0, 3],
  moa: ["Microtubule stabilizers", "DMSO", "Protein synthesis"],
});

Deno.test("withMoa() joins on compound and concentration, and DMSO at concentration 0", async () => {
  const images = await reading([
    { concentration: "0.3000" },
    { site: 2, compound: "DMSO", concentration: "0" },
    { site: 3, concentration: "0.001" },
    { site: 4, compound: "water" },
  ]);
  const { table, unmatchedLeft, unmatchedRight } = withMoa(images, moa);
  assertEquals(metaValues(table, "Image_Metadata_MoA"), [
    "Microtubule stabilizers",
    "DMSO",
    null,
    null,
  ]);
  assertEquals([unmatchedLeft, unmatchedRight], [[2, 3], [2]]);
  assertEquals(metaValues(knownMoa(table), "Image_Metadata_Site"), [1, 2]);
});

Deno.test("withMoa() refuses a treatment with two mechanisms", async () => {
  const twice = pl.concat([moa, moa.limit(1)]);
  const images = await reading([{}]);
  assertThrows(
    () => withMoa(images, twice, "moa.csv"),
    InputError,
    'moa.csv, column compound × concentration: found "taxol × 0.3 in line 2 and line 5"',
  );
});

Deno.test("withStructures() leaves a structure that is not public null, and counts compounds not listed", async () => {
  const images = await reading([{}, { site: 2, compound: "AZ-A" }, { site: 3, compound: "water" }]);
  const compounds = pl.DataFrame([
    pl.Series("compound", ["taxol", "AZ-A"], pl.Utf8),
    pl.Series("smiles", ["CC", null], pl.Utf8),
  ]);
  const { table, unmatchedLeft } = withStructures(images, compounds);
  assertEquals(metaValues(table, "Image_Metadata_SMILES"), ["CC", null, null]);
  assertEquals(unmatchedLeft, [2]);
});

const [imageFile, moaFile] = await Promise.all([
  mirrored("BBBC021_v1_image.csv.gz"),
  mirrored("BBBC021_v1_moa.csv"),
]);
Deno.test({
  name: "the real tables of BBBC021 have the published counts",
  ignore: imageFile === undefined || moaFile === undefined,
  fn: async () => {
    const images = await readImageTable(imageFile as string);
    const distinct = (table: pl.DataFrame, ...columns: string[]) =>
      new Set(table.select(...columns).rows().map((row) => JSON.stringify(row))).size;
    const [plate, well] = ["Image_Metadata_Plate_DAPI", "Image_Metadata_Well_DAPI"] as const;
    assertEquals([images.height, images.width], [13200, 13 + 2]);
    assertEquals(distinct(images, plate), 55);
    assertEquals(distinct(images, plate, well), 3300);
    assertEquals(distinct(images, "Image_Metadata_Site"), 4);
    assertEquals(distinct(images, "Image_Metadata_Compound"), 113);

    const mechanisms = rowsOf<Bbbc021Moa>(await readMoaTable(moaFile as string));
    const treated = mechanisms.filter(({ compound }) => compound !== "DMSO");
    assertEquals([mechanisms.length, treated.length], [104, 103]);
    assertEquals(new Set(treated.map(({ compound }) => compound)).size, 38);
    assertEquals(new Set(treated.map(({ moa }) => moa)).size, 12);

    const compounds = (await readCompounds()).table;
    const shipped = new Set(compounds.select("compound", "moa").rows().map((row) => row.join(" ")));
    assertEquals(new Set(mechanisms.map(({ compound, moa }) => `${compound} ${moa}`)), shipped);

    const joined = withMoa(images, await readMoaTable(moaFile as string));
    const known = knownMoa(joined.table);
    const controls = metaValues(known, "Image_Metadata_MoA").filter((name) => name === "DMSO");
    assertEquals([known.height, controls.length], [3848, 1320]);
    assertEquals([joined.unmatchedLeft.length, joined.unmatchedRight.length], [13200 - 3848, 0]);

    const { table: structures } = withStructures(known, compounds);
    assertEquals(
      distinct(
        structures.filter(pl.col("Image_Metadata_SMILES").isNull()),
        "Image_Metadata_Compound",
      ),
      7,
    );
  },
});

Deno.test("readImageTable() refuses a table without rows", async () => {
  const file = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    const columns = bbbc021Channels.flatMap((name) => [
      `Image_FileName_${name}`,
      `Image_PathName_${name}`,
    ]);
    const header = [
      "TableNumber",
      "ImageNumber",
      ...columns,
      "Image_Metadata_Plate_DAPI",
      "Image_Metadata_Well_DAPI",
      "Replicate",
      "Image_Metadata_Compound",
      "Image_Metadata_Concentration",
    ];
    await Deno.writeTextFile(file, `${header.join(",")}\n`);
    await assertRejects(() => readImageTable(file), InputError, "a header and no rows");
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("readImageTable() names the line of the file, blank lines counted", () =>
  inFolder(async (folder) => {
    const file = `${folder}/image.csv`;
    const failing = async (rows: Parameters<typeof imageCsv>[0], message: string) => {
      const [header, ...lines] = imageCsv(rows).split("\n");
      await Deno.writeTextFile(file, [header, "", "", ...lines].join("\n"));
      await assertRejects(() => readImageTable(file), InputError, message);
    };
    await failing([{}, { actin: "G10.tif", site: 2 }], "line 5, column Image_FileName_Actin");
    await failing([{}, { plate: "P7" }], "line 5, column Image_Metadata_Plate_DAPI");
    await failing([{}, {}], "as in line 4");
  }));

Deno.test("readCompoundTable() refuses a compound twice, and names both lines", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/c.csv`, "compound,smiles\n\ntaxol,CCO\n\ntaxol,CCN\n");
    await assertRejects(
      () => readCompoundTable(`${folder}/c.csv`),
      InputError,
      'line 5, column compound: found "taxol, as in line 3"',
    );
  }));
