import { assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { checkFinite } from "../../lib/profile/finite.ts";

Deno.test("checkFinite() names the first bad value and counts all of them", () => {
  const data = new Float64Array([1, 2, 3, NaN, 5, -Infinity, 7, NaN]);
  assertThrows(
    () => checkFinite("Cannot score", { rows: 4, cols: 2, data }, ["area", "texture"]),
    InputError,
    "Cannot score: 3 values in texture (3): row 2, column texture: found NaN",
  );
});

Deno.test("checkFinite() lets missing values pass where they are kept, infinite ones never", () => {
  const matrix = { rows: 1, cols: 3, data: new Float64Array([NaN, 1, Infinity]) };
  const check = () => checkFinite("Cannot score", matrix, undefined, { missing: "kept" });
  assertThrows(check, InputError, "1 value in 3 (1): row 1, column 3: found Infinity");
  matrix.data[2] = 0;
  check();
});

Deno.test("checkFinite() lets finite and empty matrices pass", () => {
  checkFinite("Cannot score", { rows: 1, cols: 2, data: new Float32Array([0, -1e30]) });
  checkFinite("Cannot score", { rows: 0, cols: 2, data: new Float64Array() });
});

Deno.test("checkFinite() says which command fills what is missing, and which what is infinite", () => {
  for (const [value, command] of [[NaN, "select"], [Infinity, "normalize"]] as const) {
    const matrix = { rows: 1, cols: 1, data: new Float64Array([value]) };
    assertThrows(
      () => checkFinite("Cannot correct", matrix),
      InputError,
      `c2s ${command} --impute median`,
    );
  }
});
