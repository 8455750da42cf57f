import { assert, assertEquals } from "@std/assert";
import { cellProfiles, measureCells } from "../../../lib/cli/screen_wells/measure_cells.ts";
import { featureValues } from "../../../lib/core/profiles.ts";
import { drawField, planScreen } from "../../../lib/data/simulate.ts";

const plan = planScreen({ size: "small", width: 160, height: 160 });

Deno.test("measureCells() draws a field and measures it in its true masks", async () => {
  const { settings, channels } = plan;
  const measured = await measureCells({ kind: "drawn", settings, index: 1 });
  assertEquals(measured.quality, undefined);
  const { truth, field } = drawField(plan, 1);
  assertEquals([measured.plate, measured.well], [field.where.plate, field.where.well]);
  const cells = cellProfiles([measured], channels);
  assertEquals([...featureValues(cells, "Cells_AreaShape_Area")], truth.map(({ area }) => area));
});

Deno.test("cellProfiles() puts the cells of all fields one under the other, an empty field too", () => {
  const width = cellProfiles([], plan.channels).features.length;
  const field = (well: string, cells: number) => ({
    plate: "P1",
    well,
    values: new Float64Array(cells * width).fill(cells),
  });
  const { meta, values } = cellProfiles([field("A1", 1), field("A2", 0), field("A3", 2)], [
    ...plan.channels,
  ]);
  assertEquals(meta.getColumn("Image_Metadata_Well").toArray(), ["A1", "A3", "A3"]);
  assertEquals([values[0], values.at(-1)], [1, 2]);
  assert(width > 100);
});
