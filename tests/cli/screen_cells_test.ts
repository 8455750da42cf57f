import { assert, assertEquals, assertRejects } from "@std/assert";
import { screenCells } from "../../lib/cli/screen_cells.ts";
import { InputError } from "../../lib/core/errors.ts";
import { metaValues } from "../../lib/core/profiles.ts";
import { openScreen } from "../../lib/data/screen.ts";
import { simulateScreen } from "../../lib/data/simulate.ts";

const drawing = { size: "small", width: 128, height: 128, compounds: ["taxol"] } as const;

Deno.test("screenCells() cuts the same cells each time, no more of a field than asked", async () => {
  const out = await Deno.makeTempDir();
  try {
    await simulateScreen({ out, ...drawing, weeks: 1, plates: 2, workers: 1 });
    const screen = { ...await openScreen({ data: out }), kind: "simulated" as const };
    const options = { side: 16, shrink: 2, most: 3, workers: 1 };
    const { crops, profiles, limits, channels } = await screenCells(screen, options);
    assertEquals([channels.length, profiles.features.length], [3, 5]);
    assertEquals(crops.length, profiles.meta.height);
    const [plates, wells] = ["Metadata_Plate", "Metadata_Well"].map((name) =>
      metaValues(profiles.meta, name)
    );
    const fields = Map.groupBy(crops.keys(), (row) => `${plates![row]} ${wells![row]}`);
    assert([...fields.values()].every((rows) => rows.length <= 3));
    assertEquals([...limits.keys()], [...new Set(plates as string[])]);
    const again = await screenCells(screen, { ...options, workers: 2 });
    assertEquals(again.crops, crops);
    const [plate] = plates as string[];
    const one = await screenCells(screen, { ...options, where: (field) => field.plate === plate });
    assertEquals(one.crops, crops.filter((_, row) => plates![row] === plate));
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("screenCells() refuses tables without images, and fields smaller than a crop", async () => {
  const out = await Deno.makeTempDir();
  try {
    await simulateScreen({ out, ...drawing, weeks: 1, workers: 1 });
    const screen = await openScreen({ data: out });
    const nowhere = screenCells({ ...screen, root: null });
    await assertRejects(() => nowhere, InputError, "without its images");
    const wide = screenCells(screen, { side: 80, shrink: 2, workers: 1 });
    await assertRejects(() => wide, InputError, "at least 160 × 160");
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
