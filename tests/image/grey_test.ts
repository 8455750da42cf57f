import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { greyOf, greyPlane } from "../../lib/image/grey.ts";

Deno.test("greyOf() keeps 12-bit values in 16 bits as they are", () => {
  const planes = [new Uint16Array([0, 4095])];
  const image = { width: 2, height: 1, bits: 12, meaning: "grey" as const, planes };
  assertEquals([...greyOf(image, "TIFF").data], [0, 4095]);
});

Deno.test("greyOf() turns values round where 0 is white, of as many bits as they have, and leaves the file's", () => {
  const stored = Uint16Array.of(0, 5, 4095);
  const image = { width: 3, height: 1, bits: 12, meaning: "grey" as const, whiteIsZero: true };
  assertEquals([...greyOf({ ...image, planes: [stored] }, "TIFF").data], [4095, 4090, 0]);
  assertEquals([...stored], [0, 5, 4095]);
  const opaque = Uint16Array.of(4095, 4095, 4095);
  const behind = { ...image, meaning: "colour" as const, planes: [stored, opaque] };
  assertEquals([...greyOf(behind, "TIFF").data], [4095, 4090, 0]);
  for (const planes of [[new Float32Array(3)], [new Int16Array(3)]]) {
    assertThrows(() => greyOf({ ...image, planes }, "TIFF"), InputError, "1 channel of type");
  }
});

Deno.test("greyOf() says what the values are that it refuses", () => {
  for (
    const [values, found] of [
      [new Float32Array(1), "float of 32 bits"],
      [new Int16Array(1), "signed integer of 16 bits"],
      [new Uint32Array(1), "type integer of 32 bits"],
      [new BigInt64Array(1), "signed integer of 64 bits"],
      [new BigUint64Array(1), "type integer of 64 bits"],
    ] as const
  ) {
    const image = { width: 1, height: 1, bits: 32, meaning: "grey" as const, planes: [values] };
    assertThrows(() => greyOf(image, "TIFF", "a.tif"), InputError, found);
  }
});

Deno.test("greyPlane() takes colours for grey only where they are equal everywhere and nothing is transparent", () => {
  const plane = (...values: number[]) => Uint16Array.from(values);
  const grey = plane(0, 7, 1023), other = plane(0, 7, 1022), opaque = plane(1023, 1023, 1023);
  const image = { width: 3, height: 1, bits: 10, meaning: "colour" as const };
  const read = (...planes: Uint16Array[]) => greyPlane({ ...image, planes });
  for (const planes of [[grey, grey, grey], [grey, grey, grey, opaque], [grey, opaque]]) {
    assertEquals(read(...planes), { ...image, meaning: "grey", planes: [grey] });
  }
  for (
    const planes of [
      [grey, grey, other],
      [grey, other, grey, opaque],
      [grey, grey, grey, grey],
      [grey, grey],
      [grey, grey, grey, grey, grey],
    ]
  ) assertEquals(read(...planes), { ...image, planes });
  const palette = { ...image, meaning: "palette" as const, planes: [grey] };
  assertEquals(greyPlane(palette), palette);
});

Deno.test("greyOf() promotes a grey image that was stored as colours, and says which colours it would take", () => {
  const [grey, other, opaque] = [[0, 128], [0, 129], [255, 255]].map((row) => Uint8Array.from(row));
  const image = { width: 2, height: 1, bits: 8, meaning: "colour" as const };
  const stored = { ...image, planes: [grey!, grey!, grey!, opaque!] };
  assertEquals([...greyOf(stored, "PNG").data], [0, 257 * 128]);
  const coloured = { ...image, planes: [grey!, other!, grey!, opaque!] };
  assertThrows(() => greyOf(coloured, "PNG", "a.png"), InputError, "colours are equal everywhere");
});
