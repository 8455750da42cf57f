import { assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { identifyingFeatures } from "../../lib/core/identify.ts";

const find = (values: number[], columns: Record<string, string[]>) => {
  const matrix = { rows: values.length, cols: 1, data: Float64Array.from(values) };
  return identifyingFeatures(["Cells_f"], matrix, columns).map(({ column, reason }) =>
    `${column}: ${reason}`
  );
};
const random = new Random(2);

Deno.test("identifyingFeatures() catches a number of the well on one plate by its order", () => {
  const wells = Array.from({ length: 24 }, (_, i) => `${"AB"[i % 2]}${Math.floor(i / 2) + 1}`);
  const order = wells.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const falling = wells.map((well) => -(order.indexOf(well) ** 1.5));
  assertEquals(find(falling, { position: wells }), [
    "position: it rises or falls with position without exception",
  ]);
});

Deno.test("identifyingFeatures() lets measurements, constants and two groups apart pass", () => {
  const plate = Array.from({ length: 60 }, (_, i) => `P${i % 3}`);
  assertEquals(find(plate.map(() => random.normal()), { plate }), []);
  assertEquals(find(plate.map(() => 7.1), { plate }), []);
  assertEquals(find(plate.map((name) => Number(name[1]) * 3 + random.normal()), { plate }), []);
  const label = plate.map((_, i) => `compound ${i}`);
  assertEquals(find(plate.map(() => random.normal()), { label }), []);
});

const named = (...names: string[]) => {
  const matrix = { rows: 1, cols: names.length, data: new Float64Array(names.length) };
  return identifyingFeatures(names, matrix, {}).map(({ feature }) => feature);
};

Deno.test("identifyingFeatures() reads names by their parts", () => {
  const places = [
    ...[
      "Metadata_Well",
      "Metadata_Run",
      "Cells_Well",
      "Image_FileName_DNA",
      "run_id",
      "Run",
      "Site_2",
    ],
    ...["Position_X", "Batch_Number", "Week", "Row", "Image_Site", "Nuclei_Location_Center_X"],
  ];
  assertEquals(named(...places), places);
});

Deno.test("identifyingFeatures() lets measurements pass whose names share a word with a place", () => {
  assertEquals(
    named(
      ...["Cells_Swelling", "Rowan_1", "Cells_Texture_Run_Length_DNA", "Golgi_Position_Polarity"],
      ...["Nuclei_Location_CenterMassIntensity_X_DAPI", "Cells_Field_Flatness_DNA"],
    ),
    [],
  );
});
