import { assertEquals, assertRejects } from "@std/assert";
import { type PageNotes, pageNotes } from "../../lib/data/page_notes.ts";
import { encodeTiff } from "../../lib/image/tiff.ts";
import ome from "../image/fixtures/ome.json" with { type: "json" };
import { inFolder } from "./folder.ts";

const pages = await Deno.readFile(new URL("../image/fixtures/tiff/pages.tif", import.meta.url));
const single = await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) });
const channels = Uint8Array.fromBase64(ome.find(({ axes }) => axes === "CYX")!.file);

/** What is noted of fields with these images, whose folder is left out of the answer. */
async function noted(
  files: Record<string, string>[],
  options = {},
): Promise<Omit<PageNotes, "told">> {
  let text = "";
  await inFolder(async (folder) => {
    for (const name of ["a", "b", "c"]) await Deno.writeFile(`${folder}/${name}.tif`, pages);
    await Deno.writeFile(`${folder}/one.tif`, single);
    await Deno.writeFile(`${folder}/ome.tif`, channels);
    await Deno.writeTextFile(`${folder}/none.tif`, "");
    const fields = files.map((names, site) => ({
      ...{ plate: "P1", well: "B02", site, pixelSize: NaN, metadata: {} },
      files: Object.fromEntries(
        Object.entries(names).map(([channel, name]) => [channel, `${folder}/${name}`]),
      ),
    }));
    const { told: _, ...notes } = await pageNotes(
      { channels: Object.keys(files[0]!), fields },
      options,
    );
    text = JSON.stringify(notes).replaceAll(`${folder}/`, "");
  });
  return JSON.parse(text);
}

Deno.test("pageNotes() has nothing to say of single pages, channels of an OME-TIFF and what is no image", async () => {
  const fine: Record<string, string>[] = [{ DNA: "one.tif" }, { DNA: "none.tif" }, {
    DNA: "ome.tif",
    Mito: "ome.tif",
    "ER & RNA": "ome.tif",
  }, { x: "a.tif#0", y: "a.tif#1", z: "a.tif#2" }];
  assertEquals(await noted(fine), { unnamed: [], missing: [], unread: [] });
});

Deno.test("pageNotes() counts files of which no page is named, by channel and pages", async () => {
  const { unnamed, unread } = await noted([
    { w1: "a.tif", w2: "b.tif" },
    { w1: "c.tif", w2: "ome.tif" },
  ]);
  assertEquals(unnamed, [
    { channel: "w1", pages: 3, files: ["a.tif", "c.tif"] },
    { channel: "w2", pages: 3, files: ["b.tif", "ome.tif"] },
  ]);
  assertEquals(unread, []);
});

Deno.test("pageNotes() names pages that are not there, and those that nothing is read from", async () => {
  const { missing, unread, unnamed } = await noted([{ x: "a.tif#1", y: "b.tif#3" }, {
    DNA: "ome.tif",
  }]);
  assertEquals(missing, ["b.tif#3"]);
  assertEquals(unread, ["a.tif#0", "a.tif#2", "ome.tif#1", "ome.tif#2"]);
  assertEquals(unnamed, []);
});

Deno.test("pageNotes() tells how far it is, a file once, and stops when it is told to", async () => {
  const steps: [number, number][] = [];
  const onDone = (done: number, total: number) => steps.push([done, total]);
  await noted([{ x: "a.tif#0", y: "a.tif#1" }, { x: "one.tif" }], { onDone });
  assertEquals(steps, [[1, 2], [2, 2]]);
  await assertRejects(
    () => noted([{ x: "one.tif" }], { signal: AbortSignal.abort() }),
    DOMException,
  );
});

Deno.test("pageNotes() gives what each TIFF says of itself, one object for all that say the same", () =>
  inFolder(async (folder) => {
    const names = ["a.tif", "b.tif", "ome.tif", "none.tif"];
    for (const name of ["a.tif", "b.tif"]) await Deno.writeFile(`${folder}/${name}`, pages);
    await Deno.writeFile(`${folder}/ome.tif`, channels);
    await Deno.writeTextFile(`${folder}/none.tif`, "");
    const fields = names.map((name, site) => ({
      ...{ plate: "P1", well: "B02", site, pixelSize: NaN, metadata: {} },
      files: { w1: `${folder}/${name}` },
    }));
    const { told } = await pageNotes({ channels: ["w1"], fields });
    const [a, b, ome, none] = names.map((name) => told.get(`${folder}/${name}`));
    assertEquals([a?.pages, a?.pixelSize, a === b], [3, NaN, true]);
    assertEquals([ome?.channels.get("2"), ome?.pixelSize], ["Mito", 0.65]);
    assertEquals(none, undefined);
  }));
