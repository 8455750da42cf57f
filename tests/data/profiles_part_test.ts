import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { readPart, writePart } from "../../lib/data/profiles_part.ts";
import { inFolder } from "./folder.ts";

const meta = pl.DataFrame([
  pl.Series("Metadata_Plate", ["P", null], pl.Utf8),
  pl.Series("Metadata_Site", [1, 2], pl.Int64),
  pl.Series("Metadata_X", [null, 0.5], pl.Float64),
  pl.Series("Metadata_Y", [NaN, -Infinity], pl.Float64),
  pl.Series("Metadata_Control", [true, null], pl.Bool),
  pl.Series("Metadata_Name", ["NaN", "Infinity"], pl.Utf8),
]);
const profiles = makeProfiles(meta, ["a", "b"], new Float64Array([NaN, -0, 1e-300, 3]));

Deno.test("readPart() reads back what writePart() wrote: types, nulls, every bit of the values", async () => {
  await inFolder(async (folder) => {
    await writePart(`${folder}/a`, profiles);
    const same = await readPart(`${folder}/a`, ["a", "b"]);
    assertEquals(same.values, profiles.values);
    assertEquals(same.meta.rows(), meta.rows());
    assertEquals(same.meta.dtypes.map(String), meta.dtypes.map(String));
  });
});

Deno.test("readPart() refuses a part that is cut short or of other features", async () => {
  await inFolder(async (folder) => {
    await writePart(`${folder}/a`, profiles);
    await assertRejects(() => readPart(`${folder}/a`, ["a"]), Error, 'found "2 features"');
    const bytes = await Deno.readFile(`${folder}/a`);
    for (const length of [0, 3, 20, bytes.length - 1]) {
      await Deno.writeFile(`${folder}/a`, bytes.subarray(0, length));
      await assertRejects(() => readPart(`${folder}/a`, ["a", "b"]), Error, "no part of profiles");
    }
  });
});
