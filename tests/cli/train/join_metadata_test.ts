import { assert, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import {
  joinMetadata,
  measuredFields,
  measurementsOf,
  sayUnmeasured,
} from "../../../lib/cli/train/join_metadata.ts";
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
  const { columns, matrix } = joinMetadata(
    [field("A02", 1), field("A01", 1)],
    measurementsOf(profiles),
  );
  assertEquals(columns, ["area", "x"]);
  assertEquals([...matrix.data], [4, 2, 3, 7]);
  const named = measurementsOf(profiles, "cells.csv");
  const run = () => joinMetadata([field("A01", 1), field("A03", 1)], named);
  assertThrows(run, InputError, 'cells.csv: found "plate P, well A03, site 1"');
  const gap = makeProfiles(meta, ["area", "x"], values.with(7, NaN));
  const lacking = () =>
    joinMetadata(
      [field("A01", 1), field("A02", 1)],
      measurementsOf(gap, "cells.csv"),
    );
  assertThrows(
    lacking,
    InputError,
    'cells.csv, column x: found "NaN in plate P, well A02, site 1"',
  );
});

Deno.test("measuredFields() tells fields without a row of cells, however wells are written", () => {
  const meta = pl.DataFrame({ Metadata_Plate: ["P", "P"], Metadata_Well: ["A1", "a-02"] });
  const measurements = measurementsOf(makeProfiles(meta, ["area"], new Float64Array(2)), "c.csv");
  const fields = ["A01", "A02", "A03"].map((well) => field(well, 1));
  const { measured, without } = measuredFields(fields, measurements);
  assertEquals(measured.map(({ well }) => well), ["A01", "A02"]);
  assertEquals(
    sayUnmeasured({ measured, without }, "c.csv"),
    "left out: 1 field without a row in c.csv, perhaps for lack of cells: P A03 site 1",
  );
  assertEquals(sayUnmeasured({ measured, without: [] }, "c.csv"), undefined);
  const plate = sayUnmeasured({ measured: [], without }, "c.csv");
  assert(plate?.endsWith(": all 1 of plate P"), plate);
  const other = () => measuredFields(fields.slice(2), measurements);
  assertThrows(other, InputError, 'c.csv: found "plate P, well A01; plate P, well A02", allowed:');
});

Deno.test("measurementsOf() needs plate and well, each by one name", () => {
  const bare = pl.DataFrame({ Plate: ["P"], Metadata_Well: ["A1"] });
  const run = () => measurementsOf(makeProfiles(bare, ["area"], new Float64Array(1)), "c.csv");
  assertThrows(run, InputError, "c.csv, column Metadata_Plate");
  const twice = pl.DataFrame({ Metadata_Plate: ["P", "P"], Metadata_Well: ["A1", "A01"] });
  const both = () => measurementsOf(makeProfiles(twice, ["area"], new Float64Array(2)));
  assertThrows(both, InputError, "one well by two names");
});

Deno.test("measuredFields() refuses sites that are numbered from another one", () => {
  const meta = pl.DataFrame({
    Metadata_Plate: ["P", "P", "P", "P"],
    Metadata_Well: ["A01", "A01", "A02", "A02"],
    Metadata_Site: [0, 1, 0, 1],
  });
  const measurements = measurementsOf(makeProfiles(meta, ["area"], new Float64Array(4)), "c.csv");
  const fields = [field("A01", 1), field("A01", 2), field("A02", 1)];
  const run = () => measuredFields(fields, measurements);
  assertThrows(
    run,
    InputError,
    'c.csv: found "plate P, well A01, site 0", allowed: sites of the index',
  );
  // An index may hold a part of the sites.
  assertEquals(measuredFields([field("A01", 1)], measurements).without, []);
});
