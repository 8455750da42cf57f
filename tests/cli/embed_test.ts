import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { channelsFor } from "../../lib/cli/embed.ts";
import { keepEngine } from "../../lib/cli/embed/engine.ts";
import { main } from "../../lib/cli/main.ts";
import { exists } from "../../lib/core/files.ts";
import { metaValues } from "../../lib/core/profiles.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { encodeTiff } from "../../lib/image/tiff.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

const tiny = new URL("../learn/nets/fixtures/dinov2_tiny.safetensors", import.meta.url).pathname;

Deno.test("c2s embed gives a row a field, a tile or a cell, with the metadata of the index", async () => {
  await inFolder(async (screen) => {
    const size = ["--size", "small", "--width", "128", "--height", "128", "--weeks", "1"];
    const drawn = ["--out", screen, ...size, "--compound", "taxol", "--seed", "7"];
    assertEquals(await main(["simulate", ...drawn], () => {}), 0);
    const out = `${screen}/out.parquet`;
    const embed = async (...more: string[]) => {
      const lines: string[] = [];
      const args = ["--model", tiny, "--index", `${screen}/index.csv`, "--out", out, "--json"];
      assertEquals(await main(["embed", ...args, ...more], (line) => lines.push(line)), 0);
      return { said: JSON.parse(lines[0]!), profiles: await readProfiles(out) };
    };
    const fields = await embed();
    const { fields: count, rows, features, model } = fields.said;
    assertEquals([rows, features, model], [count, 64, "dinov2_64"]);
    assertEquals(fields.said.cautions, []);
    assertEquals(fields.profiles.features.slice(0, 2), ["dinov2_64_0000", "dinov2_64_0001"]);
    assert(fields.profiles.meta.columns.includes("Metadata_Compound"));
    assert(!await exists(`${out}.parts`));

    const tiles = await embed("--tiles", "--side", "64");
    assertEquals(tiles.said.rows, 4 * count);
    assertEquals(metaValues(tiles.profiles.meta, "Metadata_Left").slice(0, 4), [0, 64, 0, 64]);

    const cells = await embed("--cells", `${screen}/truth`, "--side", "48");
    assert(cells.said.rows > count);
    assertEquals(metaValues(cells.profiles.meta, "Metadata_ObjectNumber")[0], 1);
    const mean = await embed("--cells", `${screen}/truth`, "--side", "48", "--mean");
    assertEquals(mean.said.rows, count - mean.said.empty.length);
    // The mean over the cells of the first field that has any, one number.
    const sites = (of: typeof cells) =>
      ["Metadata_Well", "Metadata_Site"].map((name) => metaValues(of.profiles.meta, name));
    const [wells, numbers] = sites(cells), [meanWells, meanNumbers] = sites(mean);
    const own = [...cells.profiles.values].filter((_, i) => {
      const row = Math.floor(i / 64);
      return i % 64 === 5 && wells![row] === meanWells![0] && numbers![row] === meanNumbers![0];
    });
    const expected = own.reduce((a, b) => a + b) / own.length;
    assert(Math.abs(mean.profiles.values[5]! - expected) < 1e-6);
  });
});

Deno.test("c2s embed refuses weights, channels and choices that do not fit, in one line", async () => {
  assertThrows(() => channelsFor({ name: "net", channels: 3 }, ["A", "B"], "A,B,C"), Error, '"C"');
  assertThrows(() => channelsFor({ name: "net", channels: 3 }, ["A"]), Error, "--channels A,A,A");
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/i.csv`, "plate,well,site,DAPI\n");
    const common = ["embed", "--index", `${folder}/i.csv`, "--out", `${folder}/o.csv`];
    assertEquals(await main([...common, "--model", "resnet"], () => {}), 1);
    assertEquals(await main([...common, "--model", tiny], () => {}), 1);
  });
});

Deno.test("channelsFor() takes what the network learned, by name, and no others unasked", () => {
  const said: string[] = [], warn = (line: string) => said.push(line);
  const learned = { name: "net", channels: 3, channelNames: ["Actin", "Tubulin", "DAPI"] };
  const there = ["DAPI", "Tubulin", "Actin", "ER"],
    channels = (list?: string) => channelsFor(learned, there, list, warn);
  assertEquals(channels(), ["Actin", "Tubulin", "DAPI"]);
  assertEquals(channels("actin,tubulin,dapi"), ["Actin", "Tubulin", "DAPI"]);
  for (const list of ["DAPI,Tubulin,Actin", "DAPI,DAPI,DAPI"]) {
    assertThrows(() => channels(list), Error, "allowed: Actin, Tubulin, DAPI");
  }
  const others = (list?: string) => channelsFor(learned, ["DAPI", "AGP"], list, warn);
  assertThrows(() => others(), Error, "the index lacks Actin, Tubulin");
  assertEquals([others("AGP,AGP,DAPI"), said], [["AGP", "AGP", "DAPI"], [
    "net learned Actin, Tubulin, DAPI; it is given AGP, AGP, DAPI in their place",
  ]]);
});

Deno.test("c2s embed refuses another engine than that of the run it would go on with", async () => {
  await inFolder(async (folder) => {
    const [image, out] = [`${folder}/a.tif`, `${folder}/out.parquet`];
    const data = Uint16Array.from({ length: 64 * 64 }, (_, i) => i);
    await Deno.writeFile(image, await encodeTiff({ width: 64, height: 64, data }));
    await Deno.writeTextFile(`${folder}/i.csv`, `plate,well,site,DAPI\nP,A01,1,${image}\n`);
    // As a run leaves them that stops after its first field.
    await Deno.mkdir(`${out}.parts`);
    await Deno.writeTextFile(`${out}.parts/1.part`, "");
    await Deno.writeTextFile(`${out}.parts/manifest.json`, JSON.stringify({ engine: "onnx" }));
    const args = ["--model", "hcs_small", "--index", `${folder}/i.csv`, "--out", out];
    const more = ["--channels", "DAPI,DAPI,DAPI", "--engine", "tensorflow"];
    const { code, said } = await c2s("embed", ...args, ...more);
    assertEquals([code, await exists(out)], [1, false]);
    assertMatch(said, /engine \\"onnx.* Without --engine the run goes on with the engine/);
  });
});

Deno.test("c2s embed leaves the engine to an abandoned run of another network", async () => {
  await inFolder(async (folder) => {
    const [image, out] = [`${folder}/a.tif`, `${folder}/out.parquet`];
    const data = Uint16Array.from({ length: 64 * 64 }, (_, i) => i);
    await Deno.writeFile(image, await encodeTiff({ width: 64, height: 64, data }));
    await Deno.writeTextFile(`${folder}/i.csv`, `plate,well,site,DAPI\nP,A01,1,${image}\n`);
    // ONNX Runtime cannot run the network that comes now.
    await keepEngine(out, { weights: "another network's", engine: "onnx" });
    const sized = ["--channels", "DAPI,DAPI,DAPI", "--json"];
    const args = ["--model", "hcs_small", "--index", `${folder}/i.csv`, "--out", out];
    const { code, said, out: printed } = await c2s("embed", ...args, ...sized);
    assertEquals(code, 0, said);
    assertEquals(JSON.parse(printed).engine, "tensorflow");
  });
});
