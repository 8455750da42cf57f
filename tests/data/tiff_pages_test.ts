import { assertEquals } from "@std/assert";
import { lookAtPages } from "../../lib/data/tiff_pages.ts";
import { inFolder } from "./folder.ts";

const fixture = (name: string) =>
  Deno.readFile(new URL(`../image/fixtures/tiff/${name}.tif`, import.meta.url));

Deno.test("lookAtPages() finds pages and tags on disk as they are in memory", () =>
  inFolder(async (folder) => {
    await Deno.writeFile(`${folder}/a.tif`, await fixture("pages"));
    assertEquals(
      await lookAtPages(`${folder}/a.tif`, (pages) => pages.map((page) => page.numbers(256))),
      [[37], [37], [37]],
    );
  }));

Deno.test("lookAtPages() leaves what is no whole TIFF, or cannot be opened, to others", () =>
  inFolder(async (folder) => {
    const look = async (bytes: Uint8Array) => {
      await Deno.writeFile(`${folder}/a.tif`, bytes);
      return await lookAtPages(`${folder}/a.tif`, ({ length }) => length);
    };
    const bytes = await fixture("pages");
    assertEquals(await look(bytes), 3);
    assertEquals(await look(new Uint8Array()), undefined);
    assertEquals(await look(new TextEncoder().encode("no image at all")), undefined);
    assertEquals(await look(bytes.slice(0, 8)), undefined);
    assertEquals(await lookAtPages(folder, ({ length }) => length), undefined);
    assertEquals(await lookAtPages(`${folder}/no.tif`, ({ length }) => length), undefined);
  }));
