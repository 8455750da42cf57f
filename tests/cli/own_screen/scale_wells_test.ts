import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, metaValues, selectRows } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { compress } from "../../../lib/profile/compress.ts";
import { normalize } from "../../../lib/profile/normalize.ts";
import { scaleWells } from "../../../lib/cli/own_screen/scale_wells.ts";

function wells() {
  const random = new Random(3);
  const names = ["P1", "P2"].flatMap((plate) =>
    ["DMSO", "DMSO", "DMSO", "DMSO", "x", "y"].map((treatment) => ({ plate, treatment }))
  );
  const meta = pl.DataFrame({
    Metadata_Plate: names.map(({ plate }) => plate),
    Metadata_Treatment: names.map(({ treatment }) => treatment),
  });
  const features = ["even", "twin", "flat", "gap", "other"];
  const values = names.flatMap(({ plate }, row) => {
    const base = random.normal() + (plate === "P2" ? 50 : 0);
    return [base, 2 * base + 1, 7, row === 2 || row === 8 ? NaN : random.normal(), random.normal()];
  });
  return makeProfiles(meta, features, Float64Array.from(values));
}

Deno.test("scaleWells() centres every plate on its controls and says which features went and why", async () => {
  const { z, scaled, gone } = await scaleWells(wells(), "DMSO");
  const plates = metaValues(z.meta, "Metadata_Plate");
  const names = metaValues(z.meta, "Metadata_Treatment"), width = z.features.length;
  for (const plate of ["P1", "P2"]) {
    const rows = plates.flatMap((own, row) => own === plate && names[row] === "DMSO" ? [row] : []);
    const mean = rows.reduce((sum, row) => sum + z.values[row * width]!, 0) / rows.length;
    assertEquals(Math.abs(mean) < 1e-12, true);
  }
  assertEquals(z.features, ["even", "twin", "other"]);
  assertEquals(scaled.features.length, 2);
  assertEquals(gone, [
    { reason: "missing in more than one well of twenty", features: 1 },
    { reason: "the same in all controls of a plate", features: 1 },
    { reason: "says what another feature says", features: 1 },
  ]);
});

Deno.test("scaleWells() gives the features it keeps as they were measured, too", async () => {
  const { scaled, measured } = await scaleWells(wells(), "DMSO");
  const controls = { Metadata_Treatment: "DMSO" };
  assertEquals(measured.features, scaled.features);
  assertEquals(compress(normalize(measured, { by: "Metadata_Plate", controls })), scaled);
});

Deno.test("scaleWells() leaves out and names a plate without two controls, and refuses a screen of such", async () => {
  const meta = pl.DataFrame({
    Metadata_Plate: ["P1", "P1", "P2", "P2", "P2"],
    Metadata_Treatment: ["DMSO", "x", "DMSO", "DMSO", "x"],
  });
  const all = makeProfiles(meta, ["area"], new Float64Array([1, 2, 4, 6, 9]));
  const { z, unscaled } = await scaleWells(all, "DMSO");
  assertEquals([[...z.values], unscaled], [[-1, 1, 4], ["P1"]]);
  await assertRejects(() => scaleWells(selectRows(all, [0, 1]), "DMSO"), InputError, "--control");
});
