import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { codes, labelsOf } from "../../../lib/profile/precision/columns.ts";

Deno.test("labelsOf() combines columns, splits one, drops empty and repeated labels", () => {
  const meta = pl.DataFrame({ plate: [1, 2, 2], target: ["A; B", "A;;A", ""] });
  const multilabel = { columns: ["target"], separator: ";" };
  assertEquals(labelsOf(meta, ["plate", "target"], multilabel), [["1\tA", "1\tB"], ["2\tA"], []]);
  assertEquals(labelsOf(meta, [], undefined), [[""], [""], [""]]);
});

Deno.test("labelsOf() refuses to split what is no text", () => {
  const meta = pl.DataFrame({ target: [1] });
  assertThrows(() => labelsOf(meta, ["target"], { columns: ["target"] }), InputError, "target");
});

Deno.test("codes() number keys in the order met", () => {
  assertEquals([...codes([undefined, "x", "y", "x"])], [-1, 0, 1, 0]);
});
