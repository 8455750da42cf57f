import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { joined, readNotebook } from "../../lib/show/notebook.ts";

async function read(content: string) {
  const path = await Deno.makeTempFile({ suffix: ".ipynb" });
  try {
    await Deno.writeTextFile(path, content);
    return await readNotebook(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("readNotebook() reads cells, with or without metadata", async () => {
  const cell = { cell_type: "code", source: ["a\n", "b"], outputs: [] };
  assertEquals(await read(JSON.stringify({ cells: [cell] })), { metadata: {}, cells: [cell] });
});

Deno.test("readNotebook() names the file that is no notebook", async () => {
  for (const content of ["{", "[]", "{}", '{"cells": 3}', "null"]) {
    const error = await assertRejects(() => read(content), InputError);
    assertStringIncludes(error.message, ".ipynb: found");
  }
});

Deno.test("joined() takes text, lines and nothing", () => {
  assertEquals([joined("a\nb"), joined(["a\n", "b"]), joined(undefined)], ["a\nb", "a\nb", ""]);
});
