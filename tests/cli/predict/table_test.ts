import { assertAlmostEquals, assertEquals } from "@std/assert";
import { metaValues } from "../../../lib/core/profiles.ts";
import {
  fieldPredictions,
  predictionTable,
  wellPredictions,
} from "../../../lib/cli/predict/table.ts";

const fields = [["A02", 1], ["A01", 1], ["A02", 2]].map(([well, site]) => ({
  plate: "P1",
  well: String(well),
  site: Number(site),
  files: {},
  pixelSize: 1,
  // An index may hold columns of an earlier table: those of this one count.
  metadata: { Metadata_Compound: "taxol", Metadata_Predicted: "old" },
}));
const scores = new Float32Array([0, 1, 2, 0, 0, 3]);

Deno.test("predictionTable() has a row a field, in order, with what the index says", () => {
  const predicted = fieldPredictions(fields, scores);
  const { meta, features, values } = predictionTable(predicted, ["DMSO", "taxol"], "field");
  assertEquals(meta.columns, [
    "Metadata_Plate",
    "Metadata_Well",
    "Metadata_Site",
    "Metadata_Compound",
    "Metadata_Predicted",
    "Metadata_Probability",
  ]);
  assertEquals(metaValues(meta, "Metadata_Predicted"), ["taxol", "DMSO", "taxol"]);
  assertEquals(metaValues(meta, "Metadata_Site"), [1, 1, 2]);
  assertEquals(features, ["Probability_DMSO", "Probability_taxol"]);
  assertAlmostEquals(values[1]!, 1 / (1 + Math.exp(-1)), 1e-7);
});

Deno.test("wellPredictions() lets the fields of a well vote and says how many they are", () => {
  const predicted = wellPredictions(fields, scores);
  const { meta, values } = predictionTable(predicted, ["DMSO", "taxol"], "well");
  assertEquals(metaValues(meta, "Metadata_Well"), ["A02", "A01"]);
  assertEquals(metaValues(meta, "Metadata_Fields"), [2, 1]);
  assertEquals(meta.columns.includes("Metadata_Site"), false);
  assertEquals(metaValues(meta, "Metadata_Predicted"), ["taxol", "DMSO"]);
  // Mean log odds of 1 and 3.
  assertAlmostEquals(values[1]!, 1 / (1 + Math.exp(-2)), 1e-7);
});
