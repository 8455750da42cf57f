import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { readEntry } from "../../../lib/data/fetch/entry.ts";

const entry = readEntry({ a: "x", n: 3, none: null, list: [{ b: "" }, 7] }, "f.json", "top");

Deno.test("readEntry() reads texts, numbers, nulls and lists", () => {
  assertEquals(entry.text("a"), "x");
  assertEquals(entry.wholeOrNull("n"), 3);
  assertEquals(entry.wholeOrNull("none"), null);
  assertEquals(entry.textOrNull("none"), null);
  assertEquals([entry.optional("a"), entry.optional("z")], ["x", undefined]);
});

Deno.test("readEntry() names file, place, what was found and what is allowed", () => {
  const cases: [() => unknown, string][] = [
    [() => entry.text("z"), "f.json, column top.z: found nothing, allowed: a text"],
    [() => entry.text("a", /^y$/, "a y"), 'column top.a: found "x", allowed: a y'],
    [() => entry.wholeOrNull("a"), "allowed: a whole number"],
    [() => entry.list("a"), "allowed: a list"],
    [() => entry.list("list"), "column top.list[1]: found 7, allowed: an object"],
    [() => readEntry([], "f.json", ""), "f.json, column the whole"],
  ];
  for (const [read, message] of cases) assertThrows(read, InputError, message);
});
