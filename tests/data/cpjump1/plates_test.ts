import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import {
  type Cpjump1Plate,
  readBarcodePlatemap,
  readExperimentMetadata,
} from "../../../lib/data/cpjump1/plates.ts";
import { rowsOf } from "../../../lib/data/table/table.ts";
import { inFolder } from "../folder.ts";
import { mirrored } from "../mirror.ts";

Deno.test("readBarcodePlatemap() refuses a plate that comes twice", () =>
  inFolder(async (folder) => {
    const file = `${folder}/b.csv`, text = "Assay_Plate_Barcode,Plate_Map_Name\nBR1,map\n";
    await Deno.writeTextFile(file, text);
    assertEquals((await readBarcodePlatemap(file)).rows(), [["BR1", "map"]]);
    await Deno.writeTextFile(file, `${text}BR1,other\n`);
    await assertRejects(() => readBarcodePlatemap(file), InputError, "BR1, as in line 2");
  }));

const columns = "Batch Plate_Map_Name Assay_Plate_Barcode Perturbation Cell_type Time Density " +
  "Antibiotics Cell_line Time_delay Times_imaged Anomaly Number_of_images";
const plate = (batch: string, time = "48") =>
  `${batch} map BR1 compound U2OS ${time} 100 absent Parental Day0 1 WGA 27648`;

Deno.test("readExperimentMetadata() takes a plate once a batch, and names row and column of a bad number", () =>
  inFolder(async (folder) => {
    const file = `${folder}/e.tsv`;
    const write = (...lines: string[]) =>
      Deno.writeTextFile(file, [columns, ...lines, ""].join("\r\n").replaceAll(" ", "\t"));
    await write(plate("B1"), plate("B2", "24"));
    const rows = rowsOf<Cpjump1Plate>(await readExperimentMetadata(file));
    assertEquals(rows.map(({ Batch, Time }) => [Batch, Time]), [["B1", 48], ["B2", 24]]);
    await write(plate("B1"), plate("B1"));
    await assertRejects(() => readExperimentMetadata(file), InputError, "B1 BR1, as in line 2");
    await write(plate("B1", "2d"));
    await assertRejects(() => readExperimentMetadata(file), InputError, "line 2, column Time");
  }));

const [barcodes, experiments] = await Promise.all([
  mirrored("barcode_platemap.csv"),
  mirrored("experiment-metadata.tsv"),
]);
Deno.test({
  name: "the real lists of CPJUMP1 plates are whole: 51 barcodes, 117 plates in batches",
  ignore: barcodes === undefined || experiments === undefined,
  fn: async () => {
    assertEquals((await readBarcodePlatemap(barcodes as string)).height, 51);
    const plates = rowsOf<Cpjump1Plate>(await readExperimentMetadata(experiments as string));
    assertEquals(plates.length, 117);
    const ours = plates.find((row) => row.Assay_Plate_Barcode === "BR00117010");
    assertEquals([ours?.Cell_type, ours?.Time], ["U2OS", 48]);
  },
});
