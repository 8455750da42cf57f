import { assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { checkFinite } from "../../lib/profile/finite.ts";

Deno.test("checkFinite() names the first bad value and counts all of them", () => {
  const data = new Float64Array([1, 2, 3, NaN, 5, -Infinity, 7, NaN]);
  assertThrows(
    () => checkFinite("Cannot score", { rows: 4, cols: 2, data }, ["area", "texture"]),
    InputError,
    'Cannot score: row 2, column texture: found "NaN, and 3 such values in all, in 1 of 2 columns"',
  );
});

Deno.test("checkFinite() lets finite and empty matrices pass", () => {
  checkFinite("Cannot score", { rows: 1, cols: 2, data: new Float32Array([0, -1e30]) });
  checkFinite("Cannot score", { rows: 0, cols: 2, data: new Float64Array() });
});
