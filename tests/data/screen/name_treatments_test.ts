import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, metaValues } from "../../../lib/core/profiles.ts";
import { nameTreatments } from "../../../lib/data/screen/name_treatments.ts";

const wells = makeProfiles(
  pl.DataFrame({
    Image_Metadata_Plate: ["P1", "P1", "P1"],
    Image_Metadata_Compound: ["taxol", "DMSO", "emetine"],
    Image_Metadata_Concentration: [0.3, 0, 1],
    Image_Metadata_MoA: ["Microtubule stabilizers", "DMSO", null],
  }),
  ["area"],
  new Float64Array([1, 2, 3]),
);

Deno.test("nameTreatments() names compound and dose in one, DMSO without dose or mechanism", () => {
  const { meta, values } = nameTreatments(wells);
  assertEquals(metaValues(meta, "Metadata_Treatment"), ["taxol 0.3 µM", "DMSO", "emetine 1 µM"]);
  assertEquals(metaValues(meta, "Metadata_MoA"), ["Microtubule stabilizers", null, null]);
  assertEquals(meta.columns.slice(0, 2), ["Metadata_Plate", "Metadata_Compound"]);
  assertEquals(values, wells.values);
});

Deno.test("nameTreatments() leaves short names as they are, and names a column that is missing", () => {
  const once = nameTreatments(wells);
  assertEquals(nameTreatments(once).meta.rows(), once.meta.rows());
  const without = { ...wells, meta: wells.meta.drop("Image_Metadata_MoA") };
  assertThrows(() => nameTreatments(without), InputError, "Metadata_MoA");
});
