import pl from "nodejs-polars";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { impute } from "../../lib/profile/impute.ts";
import { normalize } from "../../lib/profile/normalize.ts";

const plates = (names: string[]) => pl.DataFrame({ plate: names });

Deno.test("impute() takes the median of the plate, infinities no part of it", () => {
  const values = new Float64Array([1, NaN, 9, -Infinity, 10, 20, Infinity, 40]);
  const meta = plates(["P1", "P1", "P1", "P1", "P2", "P2", "P2", "P2"]);
  const profiles = makeProfiles(meta, ["area"], values);
  const { profiles: full, filled, empty } = impute(profiles, { by: "plate" });
  assertEquals([...full.values], [1, 5, 9, 5, 10, 20, 20, 40]);
  assertEquals([[...filled], empty], [[["area", 3]], []]);
  // All rows as one: 1, 9, 10, 20 and 40.
  assertEquals([...impute(profiles).profiles.values], [1, 10, 9, 10, 10, 20, 10, 40]);
  assertEquals([...values.subarray(0, 2)], [1, NaN]);
});

Deno.test("impute() takes the median of all rows where a plate has none, and names empty features", () => {
  const meta = plates(["P1", "P1", "P2", "P2"]);
  const values = new Float32Array([2, 1, NaN, 4, 3, NaN, NaN, 3, NaN, NaN, 5, Infinity]);
  const { profiles, filled, empty } = impute(makeProfiles(meta, ["a", "b", "none"], values), {
    by: ["plate"],
  });
  assertEquals([...profiles.values], [2, 1, 4, 3, 3, 3, 3, 5]);
  assertEquals(profiles.values instanceof Float32Array, true);
  assertEquals([[...filled], empty, profiles.features], [[["a", 2]], ["none"], ["a", "b"]]);
});

Deno.test("impute() leaves full profiles as they are, and makes normalize() finite with gaps anywhere", () => {
  const random = new Random(3), n = 40, d = 7;
  const values = Float64Array.from({ length: n * d }, () => random.normal());
  const features = Array.from({ length: d }, (_, j) => `f${j}`);
  const meta = plates(Array.from({ length: n }, (_, i) => `P${i % 4}`));
  const full = makeProfiles(meta, features, values);
  const same = impute(full, { by: "plate" });
  assertEquals([same.profiles.values, same.filled.size], [values, 0]);
  for (let i = 0; i < n * d; i++) {
    if (random.uniform() < 0.4) values[i] = [NaN, Infinity, -Infinity][random.integer(3)]!;
  }
  const gaps = values.filter((value) => !Number.isFinite(value)).length;
  const { profiles, filled, empty } = impute(full, { by: "plate" });
  assertEquals([...filled.values()].reduce((a, b) => a + b) + n * empty.length, gaps);
  assert(normalize(profiles, { by: "plate", method: "mad" }).values.every(Number.isFinite));
});

Deno.test("impute() refuses no rows and a column that is not there", () => {
  const none = makeProfiles(plates([]), ["a"], new Float64Array(0));
  assertThrows(() => impute(none), InputError, "no rows");
  const one = makeProfiles(plates(["P1"]), ["a"], new Float64Array([NaN]));
  assertThrows(() => impute(one, { by: "week" }), InputError, "week");
  assertEquals([impute(one).profiles.features, impute(one).empty], [[], ["a"]]);
});
