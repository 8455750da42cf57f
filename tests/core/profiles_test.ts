import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import {
  featureValues,
  makeProfiles,
  metaValues,
  profileMatrix,
  selectFeatures,
  selectRows,
  takeRows,
} from "../../lib/core/profiles.ts";

const meta = pl.DataFrame([
  pl.Series("Metadata_Plate", ["P1", "P1", "P2"], pl.Utf8),
  pl.Series("Metadata_Site", [1, null, 3], pl.Int64),
]);
const profiles = makeProfiles(meta, ["area", "texture"], new Float64Array([1, 2, 3, 4, 5, 6]));

Deno.test("makeProfiles() says how many values it wanted and how many there are", () => {
  assertThrows(
    () => makeProfiles(meta, ["area", "texture"], new Float64Array(5)),
    InputError,
    'found "5 values", allowed: 6 (3 rows of metadata × 2 features)',
  );
});

Deno.test("makeProfiles() refuses a feature that comes twice, and names it", () => {
  assertThrows(
    () => makeProfiles(meta, ["area", "area"], new Float64Array(6)),
    InputError,
    "a feature comes twice: column area",
  );
});

Deno.test("makeProfiles() refuses a feature without a name", () => {
  assertThrows(
    () => makeProfiles(meta, ["area", ""], new Float64Array(6)),
    InputError,
    "every feature needs a name",
  );
});

Deno.test("makeProfiles() refuses a feature that is a metadata column too", () => {
  assertThrows(
    () => makeProfiles(meta, ["area", "Metadata_Site"], new Float64Array(6)),
    InputError,
    "Metadata_Site",
  );
});

Deno.test("makeProfiles() keeps its own list of features", () => {
  const names = ["area", "texture"];
  const made = makeProfiles(meta, names, new Float64Array(6));
  names[0] = "changed";
  assertEquals(made.features, ["area", "texture"]);
});

Deno.test("selectRows() takes rows by number in the order asked for, repeats included", () => {
  const picked = selectRows(profiles, [2, 0, 2]);
  assertEquals([...picked.values], [5, 6, 1, 2, 5, 6]);
  assertEquals(metaValues(picked.meta, "Metadata_Plate"), ["P2", "P1", "P2"]);
});

Deno.test("selectRows() takes typed row numbers", () => {
  assertEquals([...selectRows(profiles, Int32Array.of(1)).values], [3, 4]);
});

Deno.test("selectRows() keeps nulls and types of metadata", () => {
  const picked = selectRows(profiles, [false, true, false]);
  assertEquals(metaValues(picked.meta, "Metadata_Site"), [null]);
  assertEquals(picked.meta.dtypes.map(String), meta.dtypes.map(String));
});

Deno.test("selectRows() with no rows leaves columns and features as they are", () => {
  for (const none of [[], [false, false, false]]) {
    const picked = selectRows(profiles, none as number[] | boolean[]);
    assertEquals(picked.values.length, 0);
    assertEquals(picked.meta.columns, meta.columns);
    assertEquals(picked.meta.height, 0);
  }
});

Deno.test("selectRows() refuses a row that is not there and a mask of another length", () => {
  assertThrows(() => selectRows(profiles, [0, 3]), InputError, "found 3, allowed: 0 to 2");
  assertThrows(() => selectRows(profiles, [-1]), InputError, "found -1");
  assertThrows(() => selectRows(profiles, [0.5]), InputError, "found 0.5");
  assertThrows(() => selectRows(profiles, [true]), InputError, "found 1, allowed: 3");
});

Deno.test("selectRows() keeps 32-bit values in 32 bits", () => {
  const single = makeProfiles(meta, ["e"], Float32Array.of(0.1, 0.2, 0.3));
  assertEquals(selectRows(single, [2]).values, Float32Array.of(0.3));
});

Deno.test("selectFeatures() takes features by name in the order asked for, or by a test", () => {
  assertEquals([...selectFeatures(profiles, ["texture", "area"]).values], [2, 1, 4, 3, 6, 5]);
  assertEquals(selectFeatures(profiles, (name) => name.startsWith("t")).features, ["texture"]);
  assertEquals(selectFeatures(profiles, []).values.length, 0);
});

Deno.test("selectFeatures() names a feature that is not there and one asked for twice", () => {
  assertThrows(() => selectFeatures(profiles, ["volume"]), InputError, "volume");
  assertThrows(() => selectFeatures(profiles, ["area", "area"]), InputError, "area");
});

Deno.test("featureValues() is a copy of one feature over all rows", () => {
  const texture = featureValues(profiles, "texture");
  assertEquals(texture, Float64Array.of(2, 4, 6));
  texture[0] = 99;
  assertEquals(profiles.values[1], 2);
  assertThrows(() => featureValues(profiles, "volume"), InputError, "allowed: area, texture");
});

Deno.test("profileMatrix() shares the memory of the values", () => {
  const matrix = profileMatrix(profiles);
  assertEquals([matrix.rows, matrix.cols], [3, 2]);
  assertEquals(matrix.data === profiles.values, true);
});

Deno.test("metaValues() names a missing column and those that are there", () => {
  assertThrows(
    () => metaValues(meta, "Metadata_Well"),
    InputError,
    "column Metadata_Well: allowed: Metadata_Plate, Metadata_Site",
  );
});

Deno.test("takeRows() gathers rows of a table", () => {
  assertEquals(takeRows(meta, [2, 0]).rows(), [["P2", 3], ["P1", 1]]);
});
