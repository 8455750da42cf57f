import { assertEquals } from "@std/assert";
import { unfilter } from "../../../lib/image/png/unfilter.ts";

Deno.test("unfilter() undoes each filter, with zeros left of and above the image", () => {
  const rows = (filter: number) => new Uint8Array([filter, 10, 20, 30, filter, 1, 2, 255]);
  assertEquals([...unfilter(rows(0), 3, 1) as Uint8Array], [10, 20, 30, 1, 2, 255]);
  assertEquals([...unfilter(rows(1), 3, 1) as Uint8Array], [10, 30, 60, 1, 3, 2]);
  assertEquals([...unfilter(rows(2), 3, 1) as Uint8Array], [10, 20, 30, 11, 22, 29]);
  assertEquals([...unfilter(rows(3), 3, 1) as Uint8Array], [10, 25, 42, 6, 17, 28]);
  assertEquals([...unfilter(rows(4), 3, 1) as Uint8Array], [10, 30, 60, 11, 32, 59]);
});

Deno.test("unfilter() gives the number of a filter that does not exist", () => {
  assertEquals(unfilter(new Uint8Array([7, 1]), 1, 1), 7);
});
