import { assertEquals } from "@std/assert";
import { aggregateLevels } from "../../lib/profile/aggregate_levels.ts";
import { tableOf } from "./reference.ts";

const cells = tableOf([[1], [2], [9], [4], [6], [7]], {
  compound: ["taxol", "taxol", "taxol", "taxol", "taxol", "DMSO"],
  well: ["A01", "A01", "A01", "A01", "A02", "B01"],
  site: [1, 1, 1, 2, 1, 1],
});

Deno.test("aggregateLevels() goes from cells to treatments with a method for each step", () => {
  const treatments = aggregateLevels(cells, [
    { by: ["well", "site"], method: "median", count: "cells" },
    { by: "well", count: "sites" },
    { by: "compound", count: "wells" },
  ]);
  // Sites of A01: median 2 and 4, so the well is 3; with A02's 6 taxol is 4.5.
  assertEquals([...treatments.values], [4.5, 7]);
  assertEquals(treatments.meta.columns, ["compound", "cells", "sites", "wells"]);
  assertEquals(treatments.meta.rows(), [["taxol", 5, 3, 2], ["DMSO", 1, 1, 1]]);
});

Deno.test("aggregateLevels() without steps changes nothing", () => {
  assertEquals(aggregateLevels(cells, []), cells);
});

Deno.test("aggregateLevels() adds up cells where steps share a count", () => {
  const { meta } = aggregateLevels(cells, [{ by: "well" }, { by: "compound" }]);
  assertEquals(meta.rows(), [["taxol", 5], ["DMSO", 1]]);
});
