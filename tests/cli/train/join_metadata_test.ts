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

Deno.test("joinMetadata() takes the median of the site's cells, in the order of the fields", () => {
  const meta = pl.DataFrame({
    Metadata_Plate: ["P", "P", "P", "P", "P"],
    Metadata_Well: ["A01", "A01", "A01", "A02", "A01"],
    Metadata_Site: [1, 1, 2, 1, 1],
  });
  // The last cell is a million times the others.
  const values = new Float64Array([1, 5, 3, 7, 9, 1, 4, 2, 1e6, 6e6]);
  const profiles = makeProfiles(meta, ["area", "x"], values);
  const { columns, matrix } = joinMetadata([field("A02", 1), field("A01", 1)], profiles);
  assertEquals(columns, ["area", "x"]);
  assertEquals([...matrix.data], [4, 2, 3, 7]);
  const run = () => joinMetadata([field("A01", 1), field("A03", 1)], profiles, "cells.csv");
  assertThrows(run, InputError, 'cells.csv: found "plate P, well A03, site 1"');
  const gap = makeProfiles(meta, ["area", "x"], values.with(7, NaN));
  const lacking = () => joinMetadata([field("A01", 1), field("A02", 1)], gap, "cells.csv");
  assertThrows(
    lacking,
    InputError,
    'cells.csv, column x: found "NaN in plate P, well A02, site 1"',
  );
});
