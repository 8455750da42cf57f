import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { sayTold } from "../../../lib/cli/index/say_told.ts";
import { readField } from "../../../lib/data/fields.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { decodeOmeField } from "../../../lib/image/ome.ts";
import { inFolder } from "../../data/folder.ts";
import ome from "../../image/fixtures/ome.json" with { type: "json" };
import { c2s } from "../run.ts";

Deno.test("sayTold() names the plates without a pixel size, and says nothing where all is given", () => {
  const field = (plate: string, pixelSize: number) => ({
    ...{ plate, well: "B02", site: 1, pixelSize, metadata: {} },
    files: { DNA: `${plate}.tif` },
  });
  const told = new Map([["P1.tif", { pages: 1, channels: new Map(), pixelSize: 0.65 }]]);
  const some = sayTold([field("P1", 0.65), field("P2", NaN)], told);
  assertEquals(some.told, ["The images say the size of their pixels: 0.65 µm"]);
  assertStringIncludes(
    some.warnings[0]!,
    "No pixel size is given for P2, and no OME-TIFF says one",
  );
  assertEquals(sayTold([field("P1", 0.65), field("P2", 0.65)], told, { pixelSize: 0.65 }), {
    told: [],
    warnings: [],
  });
});

Deno.test("sayTold() names pages that are called as the image calls another one, and leaves new names alone", () => {
  const told = new Map([["a.tif", {
    pages: 2,
    channels: new Map([["0", "Actin"], ["1", "DAPI"]]),
    pixelSize: 1,
  }]]);
  const said = (files: Record<string, string>) =>
    sayTold([{ plate: "P1", well: "B02", site: 1, pixelSize: 1, metadata: {}, files }], told)
      .warnings;
  assertEquals(said({ DAPI: "a.tif#0" }), [
    "--channels calls pages otherwise than the images do: DAPI is Actin in a.tif#0",
  ]);
  assertEquals(said({ DNA: "a.tif#0", actin: "a.tif#1" }).length, 1);
  assertEquals(said({ DNA: "a.tif#1", Phalloidin: "a.tif#0" }), []);
  assertEquals(said({ dapi: "a.tif#1", Actin: "a.tif#0", Other: "b.tif" }), []);
});

/** Plates whose one file a field is an OME-TIFF of DNA, ER & RNA, Mito, with pixels of 0.65 µm. */
async function omeScreen(folder: string): Promise<(...more: string[]) => ReturnType<typeof c2s>> {
  const bytes = Uint8Array.fromBase64(ome.find(({ axes }) => axes === "CYX")!.file);
  for (const name of ["P1/B02_s1", "P1/B03_s1", "P2/B02_s1"]) {
    await Deno.mkdir(`${folder}/images/${name.slice(0, 2)}`, { recursive: true });
    await Deno.writeFile(`${folder}/images/${name}.ome.tif`, bytes);
  }
  const words = ["index", "--images", `${folder}/images`, "--out", `${folder}/i.csv`];
  return (...more) => c2s(...words, ...more);
}

/** Writes over a text in a file. */
async function overwrite(file: string, from: string, to: string): Promise<void> {
  const bytes = await Deno.readFile(file), text = new TextDecoder("latin1").decode(bytes);
  const at = text.indexOf(from);
  assertEquals([at > 0, from.length], [true, to.length]);
  bytes.set(new TextEncoder().encode(to), at);
  await Deno.writeFile(file, bytes);
}

Deno.test("c2s index takes channels and pixel size from OME-TIFFs whose names say none, and says so", () =>
  inFolder(async (folder) => {
    const run = await omeScreen(folder);
    const { code, out, said } = await run();
    assertEquals(code, 0, said);
    assertEquals(out.split("\n").slice(0, 3), [
      `${folder}/i.csv: 3 fields in 3 wells of 2 plates; channels DNA, ER & RNA, Mito; names read ` +
      "as well and site, all channels in one file",
      "Channels are taken from the names that the images give their pages",
      "The images say the size of their pixels: 0.65 µm",
    ]);
    assertEquals([out.includes("page that"), out.includes("No pixel size")], [false, false], out);
    const { fields } = await readIndex(`${folder}/i.csv`);
    assertEquals(fields.map(({ pixelSize }) => pixelSize), [0.65, 0.65, 0.65]);
    const { channels } = await readField(fields[0]!);
    const bytes = await Deno.readFile(`${folder}/images/P1/B02_s1.ome.tif`);
    assertEquals(channels, decodeOmeField(bytes, fields[0]!).channels);
    const named = await run("--channels", "Mito=Mitochondria,0=DAPI", "--pixel-size", "0.5");
    assertStringIncludes(named.out, "channels Mitochondria, DAPI;");
    assertStringIncludes(named.out, "their pixels are of 0.65 µm; the index has 0.5 µm");
    assertEquals((await readIndex(`${folder}/i.csv`)).fields[0]?.pixelSize, 0.5);
    const { told } = JSON.parse((await run("--channels", "0=DAPI", "--json")).out);
    assertEquals(told, ["The images say the size of their pixels: 0.65 µm"]);
  }));

Deno.test("c2s index refuses OME-TIFFs of other channels, or of other pixels on a plate, by two names", () =>
  inFolder(async (folder) => {
    const run = await omeScreen(folder);
    await overwrite(`${folder}/images/P2/B02_s1.ome.tif`, '"Mito"', '"Golg"');
    const { said } = await run();
    assertStringIncludes(said, `${folder}/images/P1/B02_s1.ome.tif holds #0 DNA, #1 ER & RNA, #2`);
    assertStringIncludes(said, "P2/B02_s1.ome.tif holds #0 DNA, #1 ER & RNA, #2 Golg");
    assertEquals([(await run("--plates", "P2")).code, (await run("--plates", "P1")).code], [0, 0]);
    assertEquals((await run("--channels", "0=DNA,2=Red")).code, 0);
    await overwrite(`${folder}/images/P1/B03_s1.ome.tif`, 'SizeX="0.65"', 'SizeX="0.32"');
    const sizes = await run("--channels", "0=DNA");
    assertStringIncludes(sizes.said, 'P1/B02_s1.ome.tif: 0.65 µm","');
    assertStringIncludes(sizes.said, "P1/B03_s1.ome.tif: 0.32 µm");
    assertEquals((await run("--channels", "0=DNA", "--pixel-size", "0.65")).code, 0);
  }));

Deno.test("c2s index refuses a page that no file of a plate has, and writes nothing", () =>
  inFolder(async (folder) => {
    const run = await omeScreen(folder);
    const { code, said } = await run("--channels", "0=DNA,3=ER,7=RNA");
    assertEquals(code, 1);
    assertEquals(
      said,
      "c2s index: The images do not have the pages that are asked for: " +
        `${folder}/images/P1/B02_s1.ome.tif, option --channels: found "3=ER, 7=RNA", allowed: ` +
        "0 to 2, its 3 pages. No field of plate P1 has all that is asked for",
    );
    await assertRejects(() => Deno.stat(`${folder}/i.csv`), Deno.errors.NotFound);
  }));
