import { assertEquals } from "@std/assert";
import { areasOf, relabel } from "../../lib/segment/relabel.ts";

Deno.test("relabel() closes the gaps between numbers and keeps their order", () => {
  const { labels, count } = relabel(new Int32Array([8, 0, 2, 2, 5]));
  assertEquals([[...labels], count], [[3, 0, 1, 1, 2], 3]);
});

Deno.test("relabel() removes objects that are not kept and asks about each that is there once", () => {
  const asked: number[] = [];
  const { labels, count } = relabel(new Int32Array([8, 0, 2, 2, 5]), (label) => {
    asked.push(label);
    return label > 2;
  });
  assertEquals([[...labels], count, asked], [[2, 0, 0, 0, 1], 2, [2, 5, 8]]);
});

Deno.test("relabel() leaves an empty label image empty", () => {
  assertEquals(relabel(new Int32Array(3)).count, 0);
  assertEquals(relabel(new Int32Array(0)).count, 0);
});

Deno.test("areasOf() counts the pixels of each object and of the background", () => {
  assertEquals([...areasOf(new Int32Array([1, 1, 0, 3]), 3)], [1, 2, 0, 1]);
});
