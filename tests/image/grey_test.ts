import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { greyOf } from "../../lib/image/grey.ts";

Deno.test("greyOf() keeps 12-bit values in 16 bits as they are", () => {
  const planes = [new Uint16Array([0, 4095])];
  const image = { width: 2, height: 1, bits: 12, meaning: "grey" as const, planes };
  assertEquals([...greyOf(image, "TIFF").data], [0, 4095]);
});

Deno.test("greyOf() says what the values are that it refuses", () => {
  for (
    const [values, found] of [
      [new Float32Array(1), "float of 32 bits"],
      [new Int16Array(1), "signed integer of 16 bits"],
      [new Uint32Array(1), "integer of 32 bits"],
    ] as const
  ) {
    const image = { width: 1, height: 1, bits: 32, meaning: "grey" as const, planes: [values] };
    assertThrows(() => greyOf(image, "TIFF", "a.tif"), InputError, found);
  }
});
