import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { findPairs } from "../../../lib/profile/precision/pairs.ts";

const meta = pl.DataFrame([
  pl.Series("compound", ["a", "a", "b", null, "DMSO"], pl.Utf8),
  pl.Series("plate", ["1", "2", "2", "1", null], pl.Utf8),
  pl.Series("target", ["X|Y", "Y | X|", "Z", "", "X"], pl.Utf8),
]);

Deno.test("findPairs() groups by value; a missing value makes no pair", () => {
  const pairs = findPairs(meta, {
    posSameBy: ["compound"],
    posDiffBy: ["plate"],
    negSameBy: ["plate"],
  });
  assertEquals(pairs.groups.map(({ name, rows }) => [name, [...rows]]), [
    ["a", [0, 1]],
    ["b", [2]],
    ["DMSO", [4]],
  ]);
  assertEquals(pairs.unlabelled, [3]);
  assertEquals([pairs.positive(0, 1), pairs.positive(1, 2), pairs.positive(0, 4)], [
    true,
    false,
    false,
  ]);
  assertEquals(pairs.bases.map((rows) => [...rows]), [[0, 3], [1, 2]]);
  assertEquals([...pairs.baseOf], [0, 1, 1, 0, -1]);
  assertEquals([pairs.negative(1, 2), pairs.negative(0, 3)], [true, false]);
});

Deno.test("findPairs() of several labels: the same is one shared, different is none shared", () => {
  const multilabel = { columns: ["target"] };
  const pairs = findPairs(meta, { posSameBy: ["target"], multilabel });
  assertEquals(pairs.groups.map(({ name, rows }) => [name, [...rows]]), [
    ["X", [0, 1, 4]],
    ["Y", [0, 1]],
    ["Z", [2]],
  ]);
  assertEquals(pairs.unlabelled, [3]);
  assertEquals([pairs.negative(0, 2), pairs.negative(0, 4), pairs.negative(0, 3)], [
    true,
    false,
    false,
  ]);
  const both = findPairs(meta, { posSameBy: ["plate", "target"], multilabel });
  assertEquals(both.groups.map(({ name }) => name), ["1\tX", "1\tY", "2\tY", "2\tX", "2\tZ"]);
  assertThrows(
    () => findPairs(meta, { posSameBy: ["compound"], negSameBy: ["target"], multilabel }),
    InputError,
    "several labels",
  );
});

Deno.test("findPairs() takes negatives from the controls only, and groups from the others", () => {
  const controls = [false, false, false, false, true];
  const pairs = findPairs(meta, { posSameBy: ["compound"], controls });
  assertEquals(pairs.groups.map(({ name }) => name), ["a", "b"]);
  assertEquals([...pairs.bases[0]!], [4]);
  const none = controls.map(() => false);
  assertThrows(
    () => findPairs(meta, { posSameBy: ["compound"], controls: none }),
    InputError,
    "no negatives",
  );
});
