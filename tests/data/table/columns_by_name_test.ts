import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { columnsByName } from "../../../lib/data/table/columns_by_name.ts";

Deno.test("columnsByName() has every column in order, also one called as a property of a frame", () => {
  const columns = columnsByName(pl.DataFrame({ b: [1], columns: [2], shape: [3], a: ["x"] }));
  assertEquals([...columns.keys()], ["b", "columns", "shape", "a"]);
  assertEquals([...columns.values()].map((column) => column.toArray()[0]), [1, 2, 3, "x"]);
  assertEquals(columnsByName(pl.DataFrame([])).size, 0);
});
