import pl from "nodejs-polars";
import { assertEquals } from "@std/assert";
import { numberMetadata } from "../../../lib/cli/profile/number_metadata.ts";
import { makeProfiles, metaValues } from "../../../lib/core/profiles.ts";

const meta = pl.DataFrame({
  count: ["7", null, "1.5e3"],
  well: ["A01", "2", "3"],
  week: [1, 2, 3],
});
const profiles = makeProfiles(meta, ["area"], new Float64Array(3));

Deno.test("numberMetadata() turns text of numbers, and leaves what holds another text", () => {
  const found = numberMetadata(profiles, ["count", "well", "week"]);
  const values = ["count", "well", "week"].map((name) => metaValues(found.meta, name));
  assertEquals(values, [[7, null, 1500], ["A01", "2", "3"], [1, 2, 3]]);
  assertEquals(found.meta.columns, meta.columns);
});

Deno.test("numberMetadata() leaves columns that nobody names", () => {
  assertEquals(metaValues(numberMetadata(profiles, []).meta, "count"), ["7", null, "1.5e3"]);
});
