import { assertEquals, assertStringIncludes } from "@std/assert";
import { matchedCells, sayMatched } from "../../../lib/cli/segment/matched_cells.ts";

Deno.test("matchedCells() adds up the fields that a network saw, and has nothing where none did", () => {
  const fields = [{ matched: { divided: 1, empty: 2, bare: 3 } }, {}, {
    matched: { divided: 4, empty: 0, bare: 1 },
  }];
  assertEquals(matchedCells(fields), { divided: 5, empty: 2, bare: 4 });
  assertEquals([matchedCells([]), matchedCells([{}])], [undefined, undefined]);
});

Deno.test("sayMatched() says each count, one nucleus as one", () => {
  const said = sayMatched({ divided: 5, empty: 2, bare: 4 });
  assertStringIncludes(said, "5 held several nuclei and were divided, 2 held none");
  assertStringIncludes(said, "4 nuclei lie in no cell and are taken");
  const one = sayMatched({ divided: 0, empty: 0, bare: 1 });
  assertStringIncludes(one, "1 nucleus lies in no cell and is taken");
});
