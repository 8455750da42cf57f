import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { metaValues } from "../../../lib/core/profiles.ts";
import { readCompoundMetadata, withCompounds } from "../../../lib/data/cpjump1/tables.ts";
import { readWellProfiles } from "../../../lib/data/cpjump1/profiles.ts";
import { inFolder } from "../folder.ts";
import { mirrored } from "../mirror.ts";

const compounds =
  "broad_sample\tInChIKey\tpert_iname\tpubchem_cid\tpert_type\tcontrol_type\tsmiles\n" +
  "BRD-1\tKEY-A\tgabapentin-enacarbil\t9883933\ttrt\t\tCC\n" +
  "\tKEY-D\tDMSO\t679\tcontrol\tnegcon\tCS(=O)C\n";

Deno.test("readWellProfiles() names DMSO, and withCompounds() replaces the rounded identifiers", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(
      `${folder}/p.csv`,
      "Metadata_broad_sample,Metadata_Plate,Metadata_Well,Metadata_pubchem_cid,f\n" +
        "BRD-1,00123,A01,9.8839e+06,1\n,00123,A02,679,2\n",
    );
    await Deno.writeTextFile(`${folder}/c.tsv`, compounds);
    const profiles = await readWellProfiles(`${folder}/p.csv`);
    assertEquals(metaValues(profiles.meta, "Metadata_broad_sample"), ["BRD-1", "DMSO"]);
    const { table } = withCompounds(profiles.meta, await readCompoundMetadata(`${folder}/c.tsv`));
    assertEquals(metaValues(table, "Metadata_pubchem_cid"), [9883933, 679]);
    assertEquals(metaValues(table, "Metadata_smiles"), ["CC", "CS(=O)C"]);
  }));

Deno.test("readWellProfiles() names a missing column and a well that comes twice", () =>
  inFolder(async (folder) => {
    const file = `${folder}/p.csv`;
    const failing = async (text: string, message: string) => {
      await Deno.writeTextFile(file, text);
      await assertRejects(() => readWellProfiles(file), InputError, message);
    };
    const good = "Metadata_Plate,Metadata_Well,Metadata_broad_sample,f\nP,A01,B,1\n";
    await failing(good.replace("Metadata_Well", "Metadata_Position"), "column Metadata_Well");
    await failing(`${good}P,A01,C,2\n`, "P A01, as in line 2");
  }));

const plate = await mirrored("BR00117010_normalized_feature_select_negcon_batch.csv.gz");
Deno.test({
  name: "a real plate of CPJUMP1 has 384 wells × 904 features, 306 compounds and DMSO",
  ignore: plate === undefined,
  fn: async () => {
    const profiles = await readWellProfiles(plate as string);
    assertEquals([profiles.meta.height, profiles.features.length], [384, 904]);
    const samples = new Set(metaValues(profiles.meta, "Metadata_broad_sample"));
    assertEquals(samples.size, 306 + 1);
  },
});
