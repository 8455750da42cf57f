import { assert, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { refuseReserved } from "../../lib/core/reserved_columns.ts";

Deno.test("refuseReserved() names file and column, and lets common names pass", () => {
  refuseReserved(["well", "sample", "name", "count", "Metadata_height", "Height"], "Cannot read");
  assertThrows(
    () => refuseReserved(["well", "filter"], "Cannot read a table", "a.csv"),
    InputError,
    "Cannot read a table: a column cannot have this name: a.csv",
  );
  assertThrows(() => refuseReserved(["rows"], "Cannot"), InputError, "for example Metadata_rows");
});

Deno.test("a frame with a reserved name answers with the column, which is why it is refused", () => {
  const frame = pl.DataFrame({ height: ["a"], rows: ["b"] });
  assert(String(frame.height) !== "1" && typeof frame.rows !== "function");
});
