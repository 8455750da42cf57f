import { assertEquals } from "@std/assert";
import { descriptorNames } from "../../lib/chem/descriptor.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { isBookkeeping, isMetadataColumn } from "../../lib/data/metadata_column.ts";

Deno.test("metadata columns are told by name, everything else is a feature", () => {
  const names = ["Metadata_Well", "Image_Metadata_Plate", "ImageNumber", "__index_level_0__"];
  assertEquals([...names, "Unnamed: 0", "Replicate"].map(isMetadataColumn), Array(6).fill(true));
  const features = ["Cells_AreaShape_Area", "Image_Count_Cells", "NumberOfMetadata_", "e0"];
  assertEquals(features.map(isMetadataColumn), Array(4).fill(false));
});

Deno.test("bare names of places, compounds and doses are metadata, however they are spelt", () => {
  const names = ["Plate", "plate_id", "Plate Barcode", "Well", "well_position", "Row", "Column"];
  names.push("Site", "FieldID", "ObjectNumber", "TableNumber", "compound_name", "SMILES", "MoA");
  names.push("dose", "Dose [nM]", "dose_level", "Concentration (µg/ml)", "conc_uM", "cell_line");
  assertEquals(names.filter((name) => !isBookkeeping(name)), []);
});

Deno.test("measurements that only sound like it stay features", () => {
  const names = ["Cells_Number_Object_Number", "Nuclei_Location_Center_X", "concavity", "area"];
  names.push("Image_Count_Cells", "Cells_Texture_Run_Length_DNA", "Count", "run_length", "columns");
  names.push("inception_v3_0000", "PC1", "umap_2", "morgan_63", "MolWt", "fr_benzene", "rows");
  assertEquals(names.filter(isMetadataColumn), []);
});

Deno.test("no descriptor of RDKit is taken as metadata", async () => {
  assertEquals(descriptorNames(await loadRDKit()).filter(isMetadataColumn), []);
});
