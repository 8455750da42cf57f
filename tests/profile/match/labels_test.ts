import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { treatmentLabels } from "../../../lib/profile/match/labels.ts";

Deno.test("treatmentLabels() keeps an unknown mechanism as null and reads batches as text", () => {
  const meta = pl.DataFrame([
    pl.Series("compound", ["a", "b"]),
    pl.Series("moa", ["x", null], pl.Utf8),
    pl.Series("week", [4, 7]),
  ]);
  assertEquals(treatmentLabels(meta, { compound: "compound", moa: "moa", batch: "week" }), {
    compounds: ["a", "b"],
    moas: ["x", null],
    batches: ["4", "7"],
  });
  assertEquals("batches" in treatmentLabels(meta, { compound: "compound", moa: "moa" }), false);
});

Deno.test("treatmentLabels() takes empty text for an unknown mechanism, as R writes it", () => {
  const meta = pl.DataFrame({ compound: ["a", "b", "c"], moa: ["x", "", " "] });
  assertEquals(treatmentLabels(meta, { compound: "compound", moa: "moa" }).moas, ["x", null, null]);
});

Deno.test("treatmentLabels() names the row without a compound and the column that is missing", () => {
  const meta = pl.DataFrame([
    pl.Series("compound", ["a", null], pl.Utf8),
    pl.Series("moa", ["x", "x"]),
  ]);
  const read = (columns: Parameters<typeof treatmentLabels>[1]) => () =>
    treatmentLabels(meta, columns);
  const error = assertThrows(read({ compound: "compound", moa: "moa" }), InputError);
  assertEquals([error.problem.row, error.problem.column], [2, "compound"]);
  assertThrows(read({ compound: "moa", moa: "mechanism" }), InputError, "mechanism");
});
