import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import { InputError } from "../../lib/core/errors.ts";
import { findDataset, loadCatalog, parseCatalog } from "../../lib/data/catalog.ts";
import { mirrorPath } from "../../lib/data/fetch/mirror.ts";
import { realMirror } from "./helpers.ts";

const valid = {
  id: "a-b",
  title: "t",
  description: "d",
  citation: "c",
  licence: "CC0-1.0",
  homepage: "https://example.org",
  files: [{ name: "x/a.csv", url: "https://example.org/a.csv", bytes: 1, sha256: null }],
};
const file = valid.files[0];

Deno.test("the project's catalog is valid, and every file has a place of its own", async () => {
  const catalog = await loadCatalog();
  const urls = catalog.flatMap(({ files }) => files.map(({ url }) => url));
  assertEquals(new Set(urls).size, urls.length);
  for (const { url, sha256, bytes } of catalog.flatMap(({ files }) => files)) {
    assertEquals(
      sha256?.length === 64,
      bytes !== null,
      `size and checksum are known together: ${url}`,
    );
  }
});

Deno.test("a dataset with a file whose checksum is unknown says so in its note", async () => {
  for (const { id, files, listings, note } of await loadCatalog()) {
    const unknown = listings.length > 0 || files.some(({ sha256 }) => sha256 === null);
    assertEquals(!unknown || /checksums are not/.test(note ?? ""), true, id);
  }
});

Deno.test({
  name: "the catalog has every file of the mirror with its very size, checksum and licence",
  ignore: realMirror === undefined,
  fn: async () => {
    const sources: unknown = JSON.parse(await Deno.readTextFile(`${realMirror}/SOURCES.json`));
    const ours = (await loadCatalog()).flatMap((dataset) =>
      dataset.files.map(({ url, bytes, sha256, licence }) => ({
        url,
        bytes,
        sha256,
        licence: licence ?? dataset.licence,
      }))
    );
    for (const source of sources as { url: string }[]) {
      assertEquals(ours.find(({ url }) => url === source.url), source as typeof ours[0]);
    }
    assertEquals((sources as unknown[]).length, 34);
  },
});

Deno.test({
  name: "the image archives are those of the 55 plates of the image table, unpacked where it says",
  ignore: realMirror === undefined,
  fn: async () => {
    const catalog = await loadCatalog();
    const table = findDataset(catalog, "bbbc021-metadata").files.find(({ name }) =>
      name.startsWith("BBBC021_v1_image")
    );
    const packed = await Deno.open(mirrorPath(realMirror ?? "", table?.url ?? ""));
    const text = await new Response(
      packed.readable.pipeThrough(new DecompressionStream("gzip")),
    ).text();
    const rows = parse(text, { skipFirstRow: true });
    const folders = new Set(
      rows.map((row) => `${row["Image_Metadata_Plate_DAPI"]} ${row["Image_PathName_DAPI"]}`),
    );
    const archives = findDataset(catalog, "bbbc021-images").files;
    assertEquals(
      archives.map(({ plate, unpack }) => `${plate} ${unpack}`).sort(),
      [...folders].sort(),
    );
    assertEquals(archives.length, 55);
  },
});

Deno.test("parseCatalog() reads optional fields only where they are", () => {
  const [dataset] = parseCatalog(JSON.stringify({ datasets: [valid] }));
  assertEquals(dataset, { ...valid, listings: [] });
});

Deno.test("parseCatalog() says which field of which entry is wrong", () => {
  const cases: [Record<string, unknown>, string][] = [
    [{ ...valid, id: "A b" }, 'datasets[0].id: found "A b"'],
    [{ ...valid, licence: "" }, "datasets[0].licence"],
    [{ ...valid, files: [{ ...file, sha256: "ABC" }] }, "files[0].sha256"],
    [{ ...valid, files: [{ ...file, bytes: -1 }] }, "files[0].bytes: found -1"],
    [{ ...valid, files: [{ ...file, bytes: undefined }] }, "files[0].bytes: found nothing"],
    [{ ...valid, files: [{ ...file, url: "http://example.org/a" }] }, "allowed: an https address"],
    [{ ...valid, files: [{ ...file, url: "file:///etc/passwd" }] }, "allowed: an https address"],
    [{ ...valid, files: [{ ...file, name: "../a" }] }, "a relative path without .."],
    [{ ...valid, files: [{ ...file, name: "x/../a" }] }, "a relative path without .."],
    [{ ...valid, files: [{ ...file, name: "/a" }] }, "a relative path without .."],
    [{ ...valid, files: [{ ...file, name: ".fetched/a" }] }, "a relative path without .."],
    [{ ...valid, files: [{ ...file, unpack: "a/../.." }] }, "files[0].unpack"],
    [{ ...valid, files: [file, file] }, 'column name: found "x/a.csv", allowed: each once'],
    [{ ...valid, files: {} }, "datasets[0].files: found"],
  ];
  for (const [dataset, message] of cases) {
    const text = JSON.stringify({ datasets: [dataset] });
    assertThrows(() => parseCatalog(text, "my.json"), InputError, message);
  }
  const twice = JSON.stringify({ datasets: [valid, valid] });
  assertThrows(() => parseCatalog(twice), InputError, 'column id: found "a-b", allowed: each once');
  assertThrows(() => parseCatalog("{", "my.json"), InputError, "my.json");
});

Deno.test("loadCatalog() names the file that is not there", async () => {
  await assertRejects(() => loadCatalog("no/such.json"), InputError, "no/such.json");
});

Deno.test("findDataset() lists the ids there are", async () => {
  const catalog = await loadCatalog();
  assertThrows(() => findDataset(catalog, "bbbc22"), InputError, "bbbc021-metadata, ");
});
