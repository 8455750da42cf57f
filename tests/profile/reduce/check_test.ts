import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { checkReducible, checkWhole, rowCount } from "../../../lib/profile/reduce/check.ts";
import { profilesOf } from "./digits.ts";

Deno.test("checkReducible() counts values that are not finite and names the first", () => {
  const profiles = profilesOf([[1, 2], [3, Infinity], [NaN, -Infinity]]);
  assertThrows(
    () => checkReducible(profiles, "Cannot make a map", 2),
    InputError,
    "Cannot make a map: 3 values in f2 (2), f1 (1): row 2, column f2: found Infinity, allowed: " +
      "finite numbers",
  );
});

Deno.test("checkReducible() refuses no rows, too few rows and no features", () => {
  for (const [rows, found] of [[[], "0 rows"], [[[1, 2]], "1 row"]] as const) {
    assertThrows(
      () => checkReducible(profilesOf(rows, 2), "Cannot make a map", 2),
      InputError,
      found,
    );
  }
  assertThrows(
    () => checkReducible(profilesOf([[], []], 0), "Cannot make a map", 2),
    InputError,
    "no features",
  );
});

Deno.test("checkWhole() names option, value and limits", () => {
  checkWhole("Cannot make a map", "neighbours", 2, 2, 2);
  for (const value of [1, 2.5, NaN, 11]) {
    assertThrows(
      () => checkWhole("Cannot make a map", "neighbours", value, 2, 10),
      InputError,
      `found "neighbours ${value}", allowed: a whole number from 2 to 10`,
    );
  }
  assertThrows(() => checkWhole("Cannot", "neighbours", 2, 2, 1), InputError, "too few rows");
});

Deno.test("rowCount() says row of one and rows of others", () => {
  assertEquals([0, 1, 2].map(rowCount), ["0 rows", "1 row", "2 rows"]);
});
