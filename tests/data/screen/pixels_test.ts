import { assertAlmostEquals, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { simulateScreen } from "../../../lib/data/simulate.ts";
import { openScreen } from "../../../lib/data/screen.ts";
import { readField } from "../../../lib/data/fields.ts";
import { openFetchedExamples, openPixels } from "../../../lib/data/screen/pixels.ts";
import pl from "nodejs-polars";
import { inTempDir } from "../helpers.ts";
import { mirrored } from "../mirror.ts";

const tiny = { size: "small", width: 96, height: 96, weeks: 1, compounds: ["taxol"] } as const;
const sources = await mirrored("SOURCES.json");

Deno.test({
  name: "openPixels() of the public tables gives the four real fields of five channels",
  ignore: sources === undefined,
  fn: () =>
    inTempDir(async (dir) => {
      const screen = { kind: "real", title: "tables", root: null, images: pl.DataFrame() } as const;
      const { index, nuclei, treatmentOf, truth } = await openPixels(screen, {
        fetch: { dir, mirror: sources!.replace(/[^/]*$/, "") },
      });
      assertEquals(index.fields.map(treatmentOf).sort(), ["AMG900", "DMSO", "FK-866", "quinidine"]);
      assertEquals([index.channels.length, nuclei, truth], [5, "DNA", undefined]);
      const field = await readField(index.fields[0]!, { channels: [nuclei] });
      assertEquals(field.width, 1080);
      assertAlmostEquals(field.pixelSize, 0.598, 1e-3);
      assertEquals((await openFetchedExamples({ dir })).index, index);
    }),
});

Deno.test("openFetchedExamples() says that nothing was fetched, and fetches nothing", () =>
  inTempDir(async (dir) => {
    const message = "c2s fetch cpjump1-example-fields";
    await assertRejects(() => openFetchedExamples({ dir }), InputError, message);
    assertEquals([...Deno.readDirSync(dir)], []);
  }));

Deno.test("openPixels() of a folder names an image that is missing before anything is measured", () =>
  inTempDir(async (folder) => {
    await simulateScreen({ out: folder, ...tiny, workers: 1 });
    const { index } = await openPixels(await openScreen({ data: folder }));
    const gone = index.fields[1]!.files.Actin!;
    await Deno.remove(gone);
    const error = await assertRejects(
      async () => openPixels(await openScreen({ data: folder })),
      InputError,
    );
    assertStringIncludes(error.message, "column Actin");
  }));
