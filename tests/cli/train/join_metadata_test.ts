import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { joinMetadata } from "../../../lib/cli/train/join_metadata.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";

const field = (well: string, site: number) => ({
  plate: "P",
  well,
  site,
  files: {},
  pixelSize: 1,
  metadata: {},
});

Deno.test("joinMetadata() takes the mean of the site's cells, in the order of the fields", () => {
  const meta = pl.DataFrame({
    Metadata_Plate: ["P", "P", "P", "P"],
    Metadata_Well: ["A01", "A01", "A01", "A02"],
    Metadata_Site: [1, 1, 2, 1],
  });
  const profiles = makeProfiles(meta, ["area", "x"], new Float64Array([1, 5, 3, 7, 9, 1, 4, 2]));
  const { columns, matrix } = joinMetadata([field("A02", 1), field("A01", 1)], profiles);
  assertEquals(columns, ["area", "x"]);
  assertEquals([...matrix.data], [4, 2, 2, 6]);
  const run = () => joinMetadata([field("A01", 1), field("A03", 1)], profiles);
  assertThrows(run, InputError, 'row 2: found "plate P, well A03, site 1"');
});
