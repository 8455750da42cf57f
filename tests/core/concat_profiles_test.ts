import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { concatProfiles } from "../../lib/core/concat_profiles.ts";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";

function plate(name: string, features: string[], values: number[]): Profiles<Float64Array> {
  const rows = values.length / features.length;
  const meta = pl.DataFrame({
    Metadata_Plate: new Array<string>(rows).fill(name),
    Metadata_Row: Array.from({ length: rows }, (_, row) => row),
  });
  return makeProfiles(meta, features, Float64Array.from(values));
}

Deno.test("concatProfiles() puts features of another order into the order of the first", () => {
  const both = concatProfiles([
    plate("P1", ["a", "b"], [1, 2, 3, 4]),
    plate("P2", ["b", "a"], [6, 5]),
  ]);
  assertEquals(both.features, ["a", "b"]);
  assertEquals([...both.values], [1, 2, 3, 4, 5, 6]);
  assertEquals(both.meta.rows(), [["P1", 0], ["P1", 1], ["P2", 0]]);
});

Deno.test("concatProfiles() puts metadata columns of another order into the order of the first", () => {
  const second = plate("P2", ["a"], [2]);
  const turned = { ...second, meta: second.meta.select("Metadata_Row", "Metadata_Plate") };
  const both = concatProfiles([plate("P1", ["a"], [1]), turned]);
  assertEquals(both.meta.rows(), [["P1", 0], ["P2", 0]]);
});

Deno.test("concatProfiles() names the features that one has and another lacks", () => {
  const error = assertThrows(
    () => concatProfiles([plate("P1", ["a", "b"], [1, 2]), plate("P2", ["a", "c"], [1, 2])]),
    InputError,
  );
  assertEquals(
    error.message,
    "Cannot concatenate: the features differ: profiles 2 without b; profiles 1 without c",
  );
});

Deno.test("concatProfiles() names a metadata column that is missing or of another type", () => {
  const first = plate("P1", ["a"], [1]), second = plate("P2", ["a"], [2]);
  const less = { ...second, meta: second.meta.select("Metadata_Plate") };
  assertThrows(() => concatProfiles([first, less]), InputError, "profiles 2 without Metadata_Row");
  const text = second.meta.withColumn(pl.Series("Metadata_Row", ["0"], pl.Utf8));
  assertThrows(
    () => concatProfiles([first, { ...second, meta: text }]),
    InputError,
    "column Metadata_Row",
  );
});

Deno.test("concatProfiles() does not mix 32-bit and 64-bit values", () => {
  const first: Profiles = plate("P1", ["a"], [1]);
  const second: Profiles = { ...first, values: Float32Array.of(1) };
  assertThrows(() => concatProfiles([first, second]), InputError, 'found "Float32Array"');
});

Deno.test("concatProfiles() of nothing is an error, of one the same", () => {
  assertThrows(() => concatProfiles([]), InputError, "there are none");
  const one = plate("P1", ["a"], [1]);
  assertEquals(concatProfiles([one]).values, one.values);
});

Deno.test("concatProfiles() calls profiles by their files where it is told them", () => {
  const first = plate("P1", ["a"], [1]), second = plate("P2", ["b"], [2]);
  assertThrows(
    () => concatProfiles([first, first, second], ["1.csv", "2.csv", "3.csv"]),
    InputError,
    "3.csv without a; 1.csv without b",
  );
  const text = first.meta.withColumn(pl.Series("Metadata_Row", ["0"], pl.Utf8));
  assertThrows(
    () => concatProfiles([first, { ...first, meta: text }], ["1.csv", "2.csv"]),
    InputError,
    "Cannot concatenate 1.csv and 2.csv: column Metadata_Row",
  );
});
