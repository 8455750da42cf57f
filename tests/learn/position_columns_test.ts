import { assert, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, profileMatrix } from "../../lib/core/profiles.ts";
import { checkMetadata } from "../../lib/learn/metadata.ts";
import { withPositionColumns } from "../../lib/learn/position_columns.ts";

const meta = pl.DataFrame({
  Metadata_Well: ["A01", "A24", "P01", "P24"],
  Metadata_Week: [1, 1, 2, 2],
});
const wells = makeProfiles(meta, ["area"], new Float32Array([4, 3, 2, 1]));

Deno.test("withPositionColumns() makes each well one of a kind", () => {
  const { profiles, added } = withPositionColumns(wells);
  assertEquals(profiles.features, ["area", ...added]);
  assertEquals(added.length, 4);
  const rows = Array.from({ length: 4 }, (_, i) => profiles.values.slice(5 * i + 1, 5 * i + 5));
  assertEquals(new Set(rows.map(String)).size, 4);
  assert(rows.every((row) => row.reduce((a, b) => a + b) === 2));
  assertEquals([0, 1, 2, 3].map((i) => profiles.values[5 * i]), [4, 3, 2, 1]);
});

Deno.test("withPositionColumns() adds the layout where plates differ in it", () => {
  const { added, profiles } = withPositionColumns(wells, { layout: ["Metadata_Week"] });
  assertEquals(added.slice(4), ["Metadata_Week_1", "Metadata_Week_2"]);
  assertEquals([...profiles.values.slice(-2)], [0, 1]);
});

Deno.test("withPositionColumns() adds what checkMetadata() refuses by name", () => {
  const { profiles, added } = withPositionColumns(wells);
  const check = (allow: string[]) =>
    checkMetadata(profiles.features, profileMatrix(profiles), {}, { allow });
  assertThrows(() => check([]), InputError, "Metadata_Row_A");
  check(added);
});

Deno.test("withPositionColumns() names a column that is missing", () => {
  assertThrows(() => withPositionColumns(wells, { well: "Well" }), Error, "Well");
});
