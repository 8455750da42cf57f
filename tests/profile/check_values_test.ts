import { assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { checkValues } from "../../lib/profile/check_values.ts";
import { tableOf } from "./reference.ts";

Deno.test("checkValues() counts what it refuses, feature by feature", () => {
  const profiles = tableOf([[1, NaN, 2], [Infinity, NaN, 3]], { well: ["A01", "A02"] });
  assertThrows(
    () => checkValues(profiles, "Cannot correct", "refused"),
    InputError,
    "Cannot correct: 3 values in b (2), a (1): row 1, column b: found NaN, " +
      "allowed: finite numbers. c2s select --impute median leaves out",
  );
  assertThrows(
    () => checkValues(profiles, "Cannot correct", "kept"),
    InputError,
    "1 value in a (1): row 2, column a: found Infinity",
  );
});

Deno.test("checkValues() lets finite values pass, and missing ones where they are kept", () => {
  checkValues(tableOf([[1], [NaN]], { well: [1, 2] }), "Cannot correct", "kept");
  checkValues(tableOf([[1], [2]], { well: [1, 2] }), "Cannot correct", "refused");
});

Deno.test("checkValues() names the first five features of many", () => {
  const profiles = tableOf([[NaN, NaN, NaN, NaN, NaN, NaN, NaN]], { well: ["A01"] });
  assertThrows(() => checkValues(profiles, "No", "refused"), InputError, "e (1) and 2 more");
});
