import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { keptEngine } from "../../../lib/cli/embed/engine.ts";
import { embedScreen, type EmbedScreenOptions } from "../../../lib/cli/embed/run.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { exists } from "../../../lib/core/files.ts";
import { writeIllumination } from "../../../lib/data/illumination_files.ts";
import { labelFile, writeLabels } from "../../../lib/data/label_files.ts";
import { readProfiles } from "../../../lib/data/profiles_file.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import type { Embedder } from "../../../lib/learn/embed.ts";
import { inFolder } from "../../data/folder.ts";

/** Mean of an image of one pixel, counting its calls. */
function meanOf(): Embedder & { calls: number } {
  const embedder = {
    name: "mean",
    size: 1,
    channels: 1,
    length: 1,
    calls: 0,
    embed: (batch: Float32Array) => {
      embedder.calls++;
      return Promise.resolve(batch.slice());
    },
    dispose: () => {},
  };
  return embedder;
}

/** Fields of 2 × 1 pixels, 0 and 1000 times their number. */
async function withScreen(work: (options: EmbedScreenOptions) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const fields = [];
    for (const site of [1, 2, 3]) {
      const file = `${folder}/${site}.tif`;
      const data = new Uint16Array([0, 1000 * site, 0, 1000 * site]);
      await Deno.writeFile(file, await encodeTiff({ width: 2, height: 2, data }));
      const where = { plate: site === 3 ? "Q" : "P", well: "A01", site };
      fields.push({
        ...where,
        files: { DAPI: file },
        pixelSize: 1,
        metadata: { Metadata_Dose: "5" },
      });
    }
    await work({
      index: { channels: ["DAPI"], fields },
      embedder: meanOf(),
      engine: "onnx",
      weights: "w",
      settings: { unit: { kind: "field" }, mean: false, channels: ["DAPI"] },
      out: `${folder}/out.csv`,
    });
  });
}

Deno.test("fields of a plate are scaled alike, and rows come in the order of the index", async () => {
  await withScreen(async (options) => {
    const { rows, features } = await embedScreen(options);
    assertEquals([rows, features], [3, 1]);
    const { values, meta } = await readProfiles(options.out);
    assertEquals(meta.getColumn("Metadata_Dose").toArray(), ["5", "5", "5"]);
    // Plate P spans 0 to 2000, plate Q 0 to 3000.
    [0.25, 0.5, 0.5].forEach((expected, i) => assert(Math.abs(values[i]! - expected) < 0.01));
  });
});

Deno.test("a stopped run goes on where it stopped; other weights do not mix with it", async () => {
  await withScreen(async (options) => {
    const stop = new AbortController(), first = meanOf(), second = meanOf();
    const onDone = () => stop.abort(new Error("stopped"));
    const begun = () => embedScreen({ ...options, embedder: first, signal: stop.signal, onDone });
    await assertRejects(begun, Error, "stopped");
    assertEquals([first.calls, await exists(options.out)], [1, false]);
    assertEquals(await keptEngine(options.out, options.weights), "onnx");
    const others = () => embedScreen({ ...options, weights: "v" });
    await assertRejects(others, Error, "other settings");
    const settings = { ...options.settings, background: 9 };
    await assertRejects(() => embedScreen({ ...options, settings }), Error, "background 9");
    const { rows, resumed } = await embedScreen({ ...options, embedder: second });
    assertEquals([rows, resumed, second.calls], [3, 1, 2]);
  });
});

Deno.test("a stopped run goes on with the engine that it was begun with alone", async () => {
  await withScreen(async (options) => {
    const stop = new AbortController();
    const onDone = () => stop.abort(new Error("stopped"));
    await assertRejects(
      () => embedScreen({ ...options, signal: stop.signal, onDone }),
      Error,
      "stopped",
    );
    const other = () => embedScreen({ ...options, engine: "tensorflow" });
    const error = await assertRejects(other, InputError, "made with other settings");
    assertStringIncludes(error.message, "goes on with the engine that it was begun with");
    assertEquals(await keptEngine(options.out, options.weights), "onnx");
    assertEquals((await embedScreen(options)).resumed, 1);
    // Nothing is left that another engine could be mixed with.
    assertEquals((await embedScreen({ ...options, engine: "tensorflow" })).resumed, 0);
  });
});

Deno.test("a stopped run embeds anew where labels or light were made anew", async () => {
  await withScreen(async (options) => {
    const folder = options.out.replace("/out.csv", ""), illumination = `${folder}/light`;
    const size = { width: 2, height: 2 };
    const shine = async (gain: number) => {
      const known = { ...size, channel: "DAPI", offset: 0, images: 9, reliability: 1, skipped: [] };
      for (const plate of ["P", "Q"]) {
        const notes = { ...known, plate, lowest: gain, highest: gain };
        await writeIllumination(illumination, notes, new Float32Array(4).fill(gain));
      }
    };
    const labelsOf = (number: number) => labelFile(folder, options.index.fields[number]!, "nuclei");
    for (const number of [0, 1, 2]) {
      await writeLabels(labelsOf(number), { ...size, labels: Int32Array.of(1, 1, 1, 1) });
    }
    await shine(1);
    const unit = { kind: "cell", side: 2, labels: folder, compartment: "nuclei" } as const;
    const cells = { ...options, settings: { ...options.settings, unit, illumination } };
    const stopping = async () => {
      const stop = new AbortController();
      const onDone = (done: number) => done === 2 && stop.abort(new Error("stopped"));
      const run = () => embedScreen({ ...cells, signal: stop.signal, onDone });
      await assertRejects(run, Error, "stopped");
    };
    await stopping();
    await Deno.utime(labelsOf(0), 1, 1);
    assertEquals((await embedScreen(cells)).resumed, 1);
    await stopping();
    await shine(2);
    assertEquals((await embedScreen(cells)).resumed, 0);
  });
});

Deno.test("a stopped run embeds a plate anew one of whose images was written anew", async () => {
  await withScreen(async (options) => {
    const stop = new AbortController();
    const onDone = (done: number) => done === 2 && stop.abort(new Error("stopped"));
    const run = () => embedScreen({ ...options, signal: stop.signal, onDone });
    await assertRejects(run, Error, "stopped");
    // The two fields of plate P are done; the grey values of both are scaled alike.
    await Deno.utime(options.index.fields[1]!.files.DAPI!, 1, 1);
    assertEquals((await embedScreen(options)).resumed, 0);
  });
});

Deno.test("the background is subtracted from what the network sees", async () => {
  await withScreen(async (options) => {
    const unit = { kind: "tile", side: 1 } as const;
    // Plate P has an even image of 700 and one of 1400.
    for (const { site, files } of options.index.fields) {
      const data = new Uint16Array(4).fill(700 * site);
      await Deno.writeFile(files.DAPI!, await encodeTiff({ width: 2, height: 2, data }));
    }
    const seen = async (background?: number) => {
      await embedScreen({ ...options, settings: { ...options.settings, unit, background } });
      return [...(await readProfiles(options.out)).values].slice(0, 8);
    };
    assertEquals(await seen(), [0, 0, 0, 0, 1, 1, 1, 1]);
    assertEquals(await seen(5), new Array(8).fill(0));
  });
});

Deno.test("a field that cannot be read is named, or left out where that is allowed", async () => {
  await withScreen(async (options) => {
    const file = options.index.fields[1]!.files.DAPI!;
    await Deno.writeTextFile(file, "no image");
    await assertRejects(() => embedScreen(options), Error, file);
    const { rows, skipped } = await embedScreen({ ...options, skipBad: true });
    assertEquals([rows, skipped.map(({ field }) => field)], [2, ["P/A01/2"]]);
  });
});
