import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { readField, readFields } from "../../lib/data/fields.ts";
import { writeIllumination } from "../../lib/data/illumination_files.ts";
import type { IndexedField } from "../../lib/data/index_file.ts";
import { encodeTiff } from "../../lib/image/tiff.ts";
import ome from "../image/fixtures/ome.json" with { type: "json" };
import png from "../image/fixtures/png.json" with { type: "json" };

async function screen(fields: number): Promise<{ folder: string; rows: IndexedField[] }> {
  const folder = await Deno.makeTempDir();
  const rows: IndexedField[] = [];
  for (let site = 1; site <= fields; site++) {
    const files: Record<string, string> = {};
    for (const [k, name] of ["DAPI", "Actin"].entries()) {
      files[name] = `${folder}/s${site}_${name}.tif`;
      const data = new Uint16Array(6).fill(100 * site + k);
      await Deno.writeFile(files[name], await encodeTiff({ width: 3, height: 2, data }));
    }
    rows.push({ plate: "P1", well: "B02", site, files, pixelSize: NaN, metadata: {} });
  }
  return { folder, rows };
}

async function withScreen(fields: number, test: (rows: IndexedField[]) => Promise<void>) {
  const { folder, rows } = await screen(fields);
  try {
    await test(rows);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readField() reads the asked channels in the asked order and fills in the pixel size", () =>
  withScreen(1, async ([row]) => {
    const field = await readField(row!, { channels: ["Actin", "DAPI"], pixelSize: 0.65 });
    assertEquals(field.channels.map(({ name, data }) => [name, data[0]]), [["Actin", 101], [
      "DAPI",
      100,
    ]]);
    assertEquals([field.width, field.height, field.pixelSize], [3, 2, 0.65]);
    assertEquals(field.where, { plate: "P1", well: "B02", site: 1 });
    assertEquals((await readField({ ...row!, pixelSize: 1 }, { pixelSize: 2 })).pixelSize, 1);
  }));

Deno.test("readField() names place, channel and file of an image that is missing or broken", () =>
  withScreen(1, async ([row]) => {
    await Deno.writeTextFile(row!.files.Actin!, "oops");
    await assertRejects(() => readField(row!), InputError, `${row!.files.Actin}: found`);
    await Deno.remove(row!.files.Actin!);
    const error = await assertRejects(() => readField(row!), InputError, "no such file");
    assert(error.message.startsWith("Cannot read plate P1, well B02, site 1, channel Actin"));
    await assertRejects(
      () => readField(row!, { channels: ["ER"] }),
      InputError,
      "allowed: DAPI, Actin",
    );
  }));

Deno.test("readField() refuses channels of different size, naming the file", () =>
  withScreen(1, async ([row]) => {
    const data = new Uint16Array(4);
    await Deno.writeFile(row!.files.Actin!, await encodeTiff({ width: 2, height: 2, data }));
    await assertRejects(() => readField(row!), InputError, 'found "2 × 2 pixels", allowed: 3 × 2');
  }));

Deno.test("readFields() keeps the order and reads no further ahead than asked", () =>
  withScreen(6, async (rows) => {
    let touched = 0;
    const watched = rows.map((row) => ({
      ...row,
      get files() {
        touched = Math.max(touched, row.site);
        return row.files;
      },
    }));
    const sites: number[] = [];
    for await (const field of readFields(watched, { ahead: 2 })) {
      sites.push(field.where.site);
      assert(touched <= field.where.site + 1, `${touched} read at site ${field.where.site}`);
    }
    assertEquals(sites, [1, 2, 3, 4, 5, 6]);
  }));

Deno.test("readFields() stops at a bad field, or reports it and goes on where asked", () =>
  withScreen(3, async (rows) => {
    await Deno.writeTextFile(rows[1]!.files.DAPI!, "");
    const read = async (onBad?: (error: InputError, row: IndexedField) => void) => {
      const sites: number[] = [];
      for await (const { where } of readFields(rows, onBad ? { onBad } : {})) {
        sites.push(where.site);
      }
      return sites;
    };
    await assertRejects(() => read(), InputError, "an empty file");
    const bad: number[] = [];
    assertEquals(await read((_, row) => bad.push(row.site)), [1, 3]);
    assertEquals(bad, [2]);
  }));

Deno.test("readFields() stops when it is told to", () =>
  withScreen(3, async (rows) => {
    const stop = new AbortController();
    await assertRejects(async () => {
      for await (const _ of readFields(rows, { signal: stop.signal })) stop.abort();
    }, DOMException);
  }));

Deno.test("readField() takes each channel of an OME-TIFF by its name, with the pixel size", () =>
  withScreen(1, async ([row]) => {
    const file = row!.files.DAPI!;
    await Deno.writeFile(file, Uint8Array.fromBase64(ome.find(({ axes }) => axes === "CYX")!.file));
    const files = { Mito: file, DNA: file };
    const { channels, pixelSize } = await readField({ ...row!, files });
    assertEquals(channels.map(({ name, data }) => [name, data[3]]), [["Mito", 203], ["DNA", 3]]);
    assertEquals(Math.round(1e6 * pixelSize), 650_000);
    const lacking = { ...row!, files: { Actin: file } };
    await assertRejects(() => readField(lacking), InputError, "allowed: DNA, ER & RNA, Mito");
    const page = await readField({ ...row!, files: { second: `${file}#1` } });
    assertEquals(page.channels[0]?.data[3], 103);
    assertEquals(Math.round(1e6 * page.pixelSize), 650_000);
  }));

Deno.test("readField() reads no page of several that nothing tells apart, but each that is named", () =>
  withScreen(1, async ([row]) => {
    const file = row!.files.DAPI!, files = new URL("../image/fixtures/tiff/", import.meta.url);
    await Deno.writeFile(file, await Deno.readFile(new URL("pages.tif", files)));
    const { message } = await assertRejects(() => readField(row!), InputError, `${file}: found "3`);
    assert(message.includes(`${file}#0`), message);
    const named = { first: `${file}#0`, third: `${file}#2` };
    const { channels } = await readField({ ...row!, files: named });
    assertEquals(channels.map(({ data }) => data[5]), [8855, 2951]);
  }));

Deno.test("readField() reads PNG as well as TIFF, whatever the name says", () =>
  withScreen(1, async ([row]) => {
    const { file, values } = png.find(({ bits, colour }) => bits === 16 && colour === 0)!;
    await Deno.writeFile(row!.files.DAPI!, Uint8Array.fromBase64(file));
    const { channels } = await readField(row!, { channels: ["DAPI"] });
    assertEquals([...channels[0]!.data], values);
    const png0 = row!.files.DAPI!.replace(/tif$/, "png");
    await Deno.rename(row!.files.DAPI!, png0);
    const first = await readField({ ...row!, files: { DAPI: `${png0}#0` } });
    assertEquals([...first.channels[0]!.data], values);
    const second = { ...row!, files: { DAPI: `${png0}#1` } };
    await assertRejects(() => readField(second), InputError, "no such page");
  }));

Deno.test("readField() corrects each channel by the light of its plate, then its background, or says what is missing", () =>
  withScreen(1, async ([row]) => {
    const illumination = row!.files.DAPI!.replace(/[^/]*$/, "light");
    const size = { width: 3, height: 2, images: 1, reliability: 1, lowest: 1, highest: 2 };
    const notes = { ...size, plate: "P1", offset: 20, skipped: [] };
    const gain = Float32Array.of(1, 2, 1, 1, 1, 0.5);
    await writeIllumination(illumination, { ...notes, channel: "DAPI" }, gain);
    const { channels } = await readField(row!, { channels: ["DAPI"], illumination });
    assertEquals([...channels[0]!.data], [80, 40, 80, 80, 80, 160]);
    await assertRejects(() => readField(row!, { illumination }), InputError, "P1/Actin.npy");
    const even = await readField(row!, { channels: ["DAPI"], illumination, background: 1 });
    assertEquals([...even.channels[0]!.data], [0, 0, 0, 0, 0, 80]);
    const small = { ...notes, channel: "Actin", width: 1, height: 1 };
    await writeIllumination(illumination, small, Float32Array.of(1));
    await assertRejects(() => readField(row!, { illumination }), InputError, "s1_Actin.tif");
  }));
