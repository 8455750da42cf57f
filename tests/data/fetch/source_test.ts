import { assertEquals } from "@std/assert";
import { readSource, sourceOf } from "../../../lib/data/fetch/source.ts";
import { inTempDir } from "../helpers.ts";

Deno.test("sourceOf() prefers a strong ETag and never takes a weak one", () => {
  const modified = "Thu, 01 Jan 2026 00:00:30 GMT";
  const mark = (headers: Record<string, string>) => sourceOf("u", new Headers(headers)).mark;
  assertEquals(mark({ etag: '"a"', "last-modified": modified }), '"a"');
  assertEquals(mark({ etag: 'W/"a"', "last-modified": modified }), modified);
  assertEquals(mark({}), null);
});

Deno.test("readSource() takes a damaged note for none", async () => {
  await inTempDir(async (folder) => {
    const path = `${folder}/note.json`;
    for (const text of ["", "7", "null", '{"url":1}', '{"url":"u","mark":2}', '{"url":']) {
      await Deno.writeTextFile(path, text);
      assertEquals(await readSource(path), undefined);
    }
    await Deno.writeTextFile(path, JSON.stringify({ url: "u", mark: null }));
    assertEquals(await readSource(path), { url: "u", mark: null });
  });
});
