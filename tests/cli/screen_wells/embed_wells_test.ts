import { assert, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { embedWells } from "../../../lib/cli/screen_wells/embed_wells.ts";
import { makeProfiles, selectRows } from "../../../lib/core/profiles.ts";
import { openScreen } from "../../../lib/data/screen.ts";
import { openPixels } from "../../../lib/data/screen/pixels.ts";
import { simulateScreen } from "../../../lib/data/simulate.ts";
import { intensityEmbedder } from "../../../lib/learn/embed/intensity.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("embedWells() gives a vector for each well, in the order asked for, and keeps them", async () => {
  await inFolder(async (folder) => {
    const out = `${folder}/screen`, compounds = ["taxol", "nocodazole"];
    await simulateScreen({ out, size: "small", width: 128, height: 128, compounds, workers: 1 });
    const screen = await openScreen({ data: out }), { index } = await openPixels(screen);
    const keys = [
      ...new Map(index.fields.map((one) => [`${one.plate} ${one.well}`, one])).values(),
    ];
    const text = (name: string, of: (one: typeof keys[number]) => string) =>
      pl.Series(`Image_Metadata_${name}`, keys.map(of), pl.Utf8);
    const meta = pl.DataFrame([
      text("Plate", ({ plate }) => plate),
      text("Well", (one) => one.well),
    ]);
    const all = makeProfiles(meta, ["none"], new Float64Array(meta.height));
    const wells = selectRows(all, Array.from({ length: meta.height }, (_, row) => row < 3));
    const embedder = intensityEmbedder({ size: 32 });
    const found = await embedWells(screen, wells, { embedder });
    assertEquals([found.meta.height, found.features.length], [3, 21]);
    assert(found.values.every((value) => value >= 0 && value <= 1));
    // A network that must not be asked again.
    const silent = { ...embedder, embed: () => Promise.reject(new Error("asked again")) };
    assertEquals((await embedWells(screen, wells, { embedder: silent })).values, found.values);
    const turned = selectRows(all, [2, 1, 0]);
    const again = await embedWells(screen, turned, { embedder: silent });
    assertEquals(again.values.subarray(42), found.values.subarray(0, 21));
    await assertRejects(() => embedWells({ ...screen, root: null }, wells, { embedder }), Error);
  });
});
