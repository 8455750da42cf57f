import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { gunzipSync } from "node:zlib";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, metaValues, type Profiles } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { readProfiles, writeProfiles } from "../../lib/data/profiles_file.ts";
import { mirrored } from "./mirror.ts";
import { inFolder } from "./folder.ts";

const fixtures = new URL("fixtures/", import.meta.url).pathname;
const formats = ["csv", "csv.gz", "parquet"];

/** Numbers that formats get wrong: specials, the smallest and largest, and random bit patterns. */
function hardNumbers(length: number, precision: 32 | 64): Float64Array | Float32Array {
  const random = new Random(precision);
  const words = Uint32Array.from({ length: length * precision / 32 }, () => random.uint32());
  const values = precision === 64 ? new Float64Array(words.buffer) : new Float32Array(words.buffer);
  values.set([NaN, Infinity, -Infinity, 0, -0, 0.1 + 0.2, 1e23]);
  values.set(precision === 64 ? [5e-324, 2.2250738585072014e-308, Number.MAX_VALUE] : [1e-45], 7);
  return values;
}

function hardProfiles(precision: 32 | 64, rows = 60, width = 25): Profiles {
  const cycle = <T>(...values: T[]) =>
    Array.from({ length: rows }, (_, row) => values[row % values.length] as T);
  const meta = pl.DataFrame([
    pl.Series(
      "Metadata_Plate",
      cycle("00123", "1e5", "a,b", 'say "x"', "two\nlines", "", null),
      pl.Utf8,
    ),
    pl.Series("Metadata_Site", cycle(1, null, 3), pl.Int64),
    pl.Series("Metadata_Concentration", cycle(0.003, null, 1e-6), pl.Float64),
    pl.Series("Metadata_control", cycle(true, false, null), pl.Bool),
  ]);
  const features = Array.from({ length: width }, (_, index) => `Cells_Feature_${index}`);
  return makeProfiles(meta, features, hardNumbers(rows * width, precision));
}

function assertSameValues(found: Profiles, wanted: Profiles): void {
  assertEquals(found.features, wanted.features);
  assertEquals(found.values.constructor.name, wanted.values.constructor.name);
  const wrong = [...wanted.values].findIndex((value, i) => !Object.is(value, found.values[i]));
  assertEquals(wrong < 0 ? [] : [wanted.values[wrong], found.values[wrong]], []);
}

for (const format of formats) {
  for (const precision of [64, 32] as const) {
    Deno.test(`${format} gives ${precision}-bit values back bit for bit`, () =>
      inFolder(async (folder) => {
        const wanted = hardProfiles(precision), file = `${folder}/profiles.${format}`;
        await writeProfiles(file, wanted);
        const options = format === "parquet" ? {} : { precision };
        assertSameValues(await readProfiles(file, options), wanted);
        assertEquals([...Deno.readDirSync(folder)].length, 1, "no partial file stays");
      }));
  }
}

Deno.test("Parquet keeps the types of metadata, nulls and empty texts", () =>
  inFolder(async (folder) => {
    const wanted = hardProfiles(64), file = `${folder}/profiles.parquet`;
    await writeProfiles(file, wanted);
    const { meta } = await readProfiles(file);
    assertEquals(meta.dtypes.map(String), wanted.meta.dtypes.map(String));
    assertEquals(meta.rows(), wanted.meta.rows());
  }));

Deno.test("CSV keeps metadata as text, and tells null from empty text", () =>
  inFolder(async (folder) => {
    const wanted = hardProfiles(64), file = `${folder}/profiles.csv`;
    await writeProfiles(file, wanted);
    const { meta } = await readProfiles(file);
    assertEquals(metaValues(meta, "Metadata_Plate"), metaValues(wanted.meta, "Metadata_Plate"));
    assertEquals(metaValues(meta, "Metadata_Site").slice(0, 3), ["1", null, "3"]);
  }));

Deno.test("CSV reads metadata as numbers where types say so, and names a cell that is none", () =>
  inFolder(async (folder) => {
    const file = `${folder}/profiles.csv`;
    await Deno.writeTextFile(file, "Metadata_Site,Metadata_Dose,f\n1,0.003000,5\n,1e-3,6\n");
    const types = { Metadata_Site: "integer", Metadata_Dose: "number" } as const;
    const { meta } = await readProfiles(file, { types });
    assertEquals(meta.rows(), [[1, 0.003], [null, 0.001]]);
    await Deno.writeTextFile(file, "Metadata_Site,Metadata_Dose,f\n1,low,5\n");
    const error = await assertRejects(() => readProfiles(file, { types }), InputError);
    assertEquals(error.problem, {
      file,
      row: 1,
      line: 2,
      column: "Metadata_Dose",
      found: "low",
      allowed: "a number or nothing",
    });
  }));

Deno.test("features may be called as what a frame can do, metadata may not", () =>
  inFolder(async (folder) => {
    const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02"] });
    const features = ["height", "columns", "shape", "area"];
    const values = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const ending of ["csv", "parquet"]) {
      const file = `${folder}/a.${ending}`;
      await writeProfiles(file, makeProfiles(meta, features, values));
      const read = await readProfiles(file);
      assertEquals([read.features, read.values], [features, values]);
      const metadata = (name: string) => name === "Metadata_Well" || name === "height";
      const refused = () => readProfiles(file, { metadata });
      await assertRejects(refused, InputError, "a column cannot have this name");
    }
  }));

Deno.test("profiles without rows and profiles without features come back", () =>
  inFolder(async (folder) => {
    const full = hardProfiles(64, 3, 8);
    const noRows = makeProfiles(full.meta.limit(0), full.features, new Float64Array(0));
    const noFeatures = makeProfiles(full.meta, [], new Float64Array(0));
    for (const format of formats) {
      await writeProfiles(`${folder}/a.${format}`, noRows);
      const rowless = await readProfiles(`${folder}/a.${format}`);
      assertEquals([rowless.meta.height, rowless.features.length], [0, 8]);
      await writeProfiles(`${folder}/b.${format}`, noFeatures);
      const featureless = await readProfiles(`${folder}/b.${format}`);
      assertEquals([featureless.meta.height, featureless.features.length], [3, 0]);
    }
  }));

Deno.test("CSV written in several blocks has one header and all rows", () =>
  inFolder(async (folder) => {
    const rows = 1100, width = 2000;
    const meta = pl.DataFrame({
      Metadata_Row: Array.from({ length: rows }, (_, row) => `r${row}`),
    });
    const features = Array.from({ length: width }, (_, index) => `f${index}`);
    const values = Float64Array.from({ length: rows * width }, (_, index) => index % 10);
    const wanted = makeProfiles(meta, features, values), file = `${folder}/wide.csv`;
    await writeProfiles(file, wanted);
    const found = await readProfiles(file);
    assertEquals(metaValues(found.meta, "Metadata_Row"), metaValues(meta, "Metadata_Row"));
    assertSameValues(found, wanted);
  }));

Deno.test("the same profiles give the same bytes", () =>
  inFolder(async (folder) => {
    for (const format of formats) {
      await writeProfiles(`${folder}/1.${format}`, hardProfiles(64));
      await writeProfiles(`${folder}/2.${format}`, hardProfiles(64));
      const [first, second] = await Promise.all(
        [1, 2].map((n) => Deno.readFile(`${folder}/${n}.${format}`)),
      );
      assertEquals(first, second, format);
    }
  }));

/** What `fixtures/make_profiles.py` wrote. */
const theirs: Profiles = makeProfiles(
  pl.DataFrame([
    pl.Series("Metadata_Plate", ["00123", "00123", "00124", "00124"], pl.Utf8),
    pl.Series("Metadata_Well", ["A01", "A02", "A01", "P24"], pl.Utf8),
    pl.Series(
      "Metadata_pert_iname",
      ["5-fluorouracil", 'say "DMSO", twice', null, "α-amanitin"],
      pl.Utf8,
    ),
    pl.Series("Metadata_Site", [1, 2, null, 4], pl.Int64),
    pl.Series("Metadata_control", [false, true, true, false], pl.Bool),
  ]),
  ["Cells_AreaShape_Area", "Nuclei_Intensity_MeanIntensity_DNA", "Nuclei_Count"],
  Float64Array.of(
    ...[0.1 + 0.2, Infinity, 1],
    ...[NaN, -Infinity, 2],
    ...[-0, 5e-324, 3],
    ...[1e-308, Number.MAX_VALUE, 2 ** 53],
  ),
);

Deno.test("files of pandas and pycytominer read as they meant them, to the bit", async () => {
  for (const format of formats) {
    const found = await readProfiles(`${fixtures}profiles_pandas.${format}`);
    assertSameValues(found, theirs);
    for (const name of ["Metadata_Plate", "Metadata_Well", "Metadata_pert_iname"]) {
      assertEquals(metaValues(found.meta, name), metaValues(theirs.meta, name));
    }
  }
  const { meta } = await readProfiles(`${fixtures}profiles_pandas.parquet`);
  assertEquals(meta.rows(), theirs.meta.rows());
});

// With C2S_KEEP=FOLDER our files stay there, for `make_profiles.py read FOLDER`.
Deno.test("our gzip file holds our CSV", () =>
  inFolder(async (temporary) => {
    const folder = Deno.env.get("C2S_KEEP") ?? temporary;
    for (const format of formats) await writeProfiles(`${folder}/ours.${format}`, theirs);
    const plain = await Deno.readFile(`${folder}/ours.csv`);
    const packed = gunzipSync(await Deno.readFile(`${folder}/ours.csv.gz`));
    assertEquals(new Uint8Array(packed), plain);
  }));

Deno.test("bare columns that say what a row is are metadata, as numbers and as text", () =>
  inFolder(async (folder) => {
    const file = `${folder}/p.csv`;
    const header = "Metadata_Well,dose,Row,compound,Cells_AreaShape_Area";
    await Deno.writeTextFile(file, `${header}\nA01,0.30,1,taxol,310\n`);
    const { meta, features, values } = await readProfiles(file);
    assertEquals(meta.columns, ["Metadata_Well", "dose", "Row", "compound"]);
    assertEquals(meta.rows(), [["A01", "0.30", "1", "taxol"]]);
    assertEquals([features, [...values]], [["Cells_AreaShape_Area"], [310]]);
  }));

Deno.test("the caller's rule says which columns are metadata, wherever they stand", () =>
  inFolder(async (folder) => {
    const file = `${folder}/p.csv`;
    await Deno.writeTextFile(file, "f1,compound,f2,dose\n1,taxol,2,0.3\n");
    for (const metadata of [["dose", "compound"], (name: string) => !name.startsWith("f")]) {
      const profiles = await readProfiles(file, { metadata });
      assertEquals(profiles.meta.columns, ["compound", "dose"]);
      assertEquals([...profiles.values], [1, 2]);
    }
    await assertRejects(
      () => readProfiles(file, { metadata: ["compound", "plate"] }),
      InputError,
      "column plate",
    );
    await assertRejects(
      () => readProfiles(file, { metadata: [] }),
      InputError,
      "no metadata column",
    );
  }));

Deno.test("a feature cell that is no number is an error that names file, row, column and value", () =>
  inFolder(async (folder) => {
    const file = `${folder}/p.csv`;
    await Deno.writeTextFile(file, "Metadata_Well,a,b\nA01,1,2\nA02,3,low\nA03,4,x\n");
    const error = await assertRejects(() => readProfiles(file), InputError);
    const { row, column, found } = error.problem;
    assertEquals([error.problem.file, row, column, found], [file, 2, "b", "low"]);
    // What it says can be done: with the column called so, the file is read.
    const [, name = ""] = /call it (\w+);/.exec(error.message) ?? [];
    await Deno.writeTextFile(file, `Metadata_Well,a,${name}\nA01,1,2\nA02,3,low\nA03,4,x\n`);
    assertEquals((await readProfiles(file)).meta.columns, ["Metadata_Well", "Metadata_b"]);
  }));

Deno.test("hexadecimal numbers and booleans are no feature values", () =>
  inFolder(async (folder) => {
    for (const cell of ["0x10", "True", "1_000", "1,5"]) {
      await Deno.writeTextFile(`${folder}/p.csv`, `Metadata_Well,a\nA01,"${cell}"\n`);
      await assertRejects(() => readProfiles(`${folder}/p.csv`), InputError, JSON.stringify(cell));
    }
    const flags = pl.DataFrame({ Metadata_Well: ["A01"], a: [true] });
    flags.writeParquet(`${folder}/p.parquet`);
    await assertRejects(() => readProfiles(`${folder}/p.parquet`), InputError, "column a");
  }));

Deno.test("missing features read as NaN in every spelling of pandas and R", () =>
  inFolder(async (folder) => {
    const cells = ["", "NA", "nan", "NaN", "N/A", "null", '""', " 1.5", "+2e3", "-Inf"];
    const rows = cells.map((cell) => `A01,${cell}`).join("\n");
    await Deno.writeTextFile(`${folder}/p.csv`, `Metadata_Well,a\n${rows}\n`);
    const { values } = await readProfiles(`${folder}/p.csv`);
    assertEquals([...values], [...Array(7).fill(NaN), 1.5, 2000, -Infinity]);
  }));

Deno.test("nulls and whole numbers of a Parquet feature read as numbers", () =>
  inFolder(async (folder) => {
    pl.DataFrame([
      pl.Series("Metadata_Well", ["A01", "A02"], pl.Utf8),
      pl.Series("count", [7, null], pl.Int64),
      pl.Series("area", [null, 2.5], pl.Float32),
    ]).writeParquet(`${folder}/p.parquet`);
    const { values } = await readProfiles(`${folder}/p.parquet`);
    assertEquals(values, Float64Array.of(7, NaN, NaN, 2.5));
  }));

Deno.test("a file that is missing, empty, cut off, no Parquet or of another ending is an error", () =>
  inFolder(async (folder) => {
    const reading = (name: string, message: string) =>
      assertRejects(() => readProfiles(`${folder}/${name}`), InputError, message);
    await reading("absent.csv", "there is no such file");
    await reading("absent.parquet", "there is no such file");
    await reading("profiles.xlsx", "allowed: a name ending .parquet, .csv or .csv.gz");
    await Deno.writeTextFile(`${folder}/empty.csv`, "");
    await reading("empty.csv", "empty");
    await Deno.writeTextFile(`${folder}/text.parquet`, "Metadata_Well,a\n");
    await reading("text.parquet", "no whole Parquet file");
    await writeProfiles(`${folder}/whole.csv.gz`, hardProfiles(64));
    const bytes = await Deno.readFile(`${folder}/whole.csv.gz`);
    await Deno.writeFile(`${folder}/cut.csv.gz`, bytes.subarray(0, bytes.length - 50));
    await reading("cut.csv.gz", "cut off or damaged");
    await writeProfiles(`${folder}/whole.parquet`, hardProfiles(64));
    const parquet = await Deno.readFile(`${folder}/whole.parquet`);
    await Deno.writeFile(`${folder}/cut.parquet`, parquet.subarray(0, parquet.length - 50));
    await reading("cut.parquet", "no whole Parquet file");
  }));

Deno.test("the index column that pandas writes is an error that says how to avoid it", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/p.csv`, ",Metadata_Well,a\n0,A01,1\n");
    await assertRejects(() => readProfiles(`${folder}/p.csv`), InputError, "index=False");
  }));

const plate = await mirrored("BR00117010_normalized_feature_select_negcon_batch.csv.gz");
Deno.test({
  name: "a CPJUMP1 plate comes back the same through every format",
  ignore: plate === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const real = await readProfiles(plate as string);
      for (const format of formats) {
        await writeProfiles(`${folder}/p.${format}`, real);
        const again = await readProfiles(`${folder}/p.${format}`);
        assertSameValues(again, real);
        assertEquals(again.meta.rows(), real.meta.rows());
      }
    }),
});

Deno.test("readProfiles() reads the rows of one value alone, from Parquet as from CSV", () =>
  inFolder(async (folder) => {
    const meta = pl.DataFrame({
      Metadata_Plate: ["P1", "P2", "P1"],
      Metadata_Well: ["a", "b", "c"],
    });
    const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 3]));
    for (const name of ["x.parquet", "x.csv"]) {
      await writeProfiles(`${folder}/${name}`, profiles);
      const where = { column: "Metadata_Plate", value: "P1" };
      const found = await readProfiles(`${folder}/${name}`, { where });
      assertEquals([...found.values], [1, 3], name);
      assertEquals(found.meta.toRecords().map((row) => row.Metadata_Well), ["a", "c"]);
      const none = await readProfiles(`${folder}/${name}`, { where: { ...where, value: "P3" } });
      assertEquals(none.meta.height, 0);
    }
  }));

Deno.test("readProfiles() chooses rows by numbers and truth values, and names a column that is not there", () =>
  inFolder(async (folder) => {
    const meta = pl.DataFrame([
      pl.Series("Metadata_Plate", [22123, 22141, null], pl.Int64),
      pl.Series("Metadata_Control", [true, null, false], pl.Bool),
    ]);
    const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 3]));
    const types = { Metadata_Plate: "integer" } as const;
    for (const name of ["x.parquet", "x.csv"]) {
      const file = `${folder}/${name}`;
      await writeProfiles(file, profiles);
      for (const [column, value] of [["Metadata_Plate", "22123"], ["Metadata_Control", "true"]]) {
        const where = { column: column!, value: value! };
        assertEquals([...(await readProfiles(file, { where, types })).values], [1], name + column);
      }
      const where = { column: "Metadata_Batch", value: "1" };
      const message = "no such column to choose rows by";
      const error = await assertRejects(() => readProfiles(file, { where }), InputError, message);
      assertEquals(error.problem.found, ["Metadata_Plate", "Metadata_Control"]);
    }
  }));
