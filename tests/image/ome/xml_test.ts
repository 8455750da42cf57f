import { assert, assertEquals } from "@std/assert";
import { xmlTags } from "../../../lib/image/ome/xml.ts";

Deno.test("xmlTags() passes over comments, closing tags and declarations", () => {
  const text = `<?xml version="1.0"?><!-- <no a="1"/> --><a x='&#181;m &amp; &unknown;'>t</a><b/`;
  assertEquals([...xmlTags(text)], [{ name: "a", attributes: { x: "µm & &unknown;" } }]);
});

Deno.test("xmlTags() takes a damaged megabyte in its stride", () => {
  for (const piece of ["<", "<a ", "<!--", "<a b='", '<a b="1" ']) {
    const started = performance.now();
    const count = [...xmlTags(piece.repeat(1e6 / piece.length))].length;
    assert(count <= 1);
    // Milliseconds where the time grows with the length; minutes where it grows with its square.
    assert(performance.now() - started < 20_000, piece);
  }
});

Deno.test("xmlTags() ends a tag where it ends, and not within a value or a text that holds no tags", () => {
  const text = `<Channel Name="DAPI > 405" Note='6" > 5"'/><![CDATA[don't <x a="1"/>]]><b c="2"/>`;
  assertEquals([...xmlTags(text)], [
    { name: "Channel", attributes: { Name: "DAPI > 405", Note: '6" > 5"' } },
    { name: "b", attributes: { c: "2" } },
  ]);
});
