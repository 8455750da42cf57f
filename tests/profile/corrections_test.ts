import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type Profiles, selectRows } from "../../lib/core/profiles.ts";
import { combat } from "../../lib/profile/combat.ts";
import { correctAll, corrections } from "../../lib/profile/corrections.ts";
import { holdOutControls } from "../../lib/profile/grade/hold_out.ts";
import { madeScreen } from "./grade/screen.ts";

const { wells, controls } = madeScreen(2);
const masks = holdOutControls(wells.meta, { controls, by: "plate" });
const options = { plate: "plate", week: "week", treatment: ["compound"], ...masks };
const { profiles, guarded } = correctAll(wells, options);
const width = wells.features.length;

function means({ values }: Profiles, mask: boolean[]): number[] {
  const rows = mask.flatMap((is, row) => is ? [row] : []);
  return Array.from(
    { length: width },
    (_, k) => rows.reduce((sum, row) => sum + values[row * width + k]!, 0) / rows.length,
  );
}

Deno.test("correctAll() gives the corrections in the order of their names, rows as they were", () => {
  assertEquals(Object.keys(profiles), [...corrections]);
  for (const { meta } of Object.values(profiles)) assertEquals(meta.height, wells.meta.height);
});

Deno.test("correctAll() does not let unseen controls change any other well, Harmony aside", () => {
  const values = wells.values.slice();
  for (const [row, is] of masks.unseen.entries()) {
    if (is) { for (let k = 0; k < width; k++) values[row * width + k]! += 50 * (k % 3 + 1); }
  }
  const again = correctAll({ ...wells, values }, options).profiles;
  for (const name of corrections) {
    const kept = masks.unseen.map((is) => !is);
    const before = selectRows(profiles[name], kept), after = selectRows(again[name], kept);
    assertEquals(name === "Harmony" || before.values.every((v, i) => v === after.values[i]), true);
  }
});

Deno.test("correctAll() centres the seen controls of every plate, or of all plates together", () => {
  const plates = wells.meta.getColumn("plate").toArray();
  for (const plate of new Set(plates)) {
    const own = masks.seen.map((is, row) => is && plates[row] === plate);
    for (const mean of means(profiles["z per plate"], own)) assertAlmostEquals(mean, 0, 1e-9);
  }
  for (const mean of means(profiles.none, masks.seen)) assertAlmostEquals(mean, 0, 1e-9);
  assert(guarded.shrinkage > 0 && guarded.controls === masks.seen.filter(Boolean).length);
});

Deno.test("correctAll() keeps the treatment where controls link the plates; without them it is refused", () => {
  assert(profiles["ComBat, treatment kept"].values.every(Number.isFinite));
  const treated = selectRows(wells, controls.map((is) => !is));
  assertThrows(
    () => combat(treated, { batch: "week", categorical: ["compound"] }),
    Error,
    "covariate compound is confounded with the batch",
  );
});
