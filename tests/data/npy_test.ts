import { assert, assertEquals, assertThrows } from "@std/assert";
import { fileURLToPath } from "node:url";
import { InputError } from "../../lib/core/errors.ts";
import { decodeNpy, encodeNpy } from "../../lib/data/npy.ts";

const fixture = (name: string) =>
  Deno.readFile(fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)));
const values = Float32Array.of(0.1, 1, Infinity, -0, 0, 2.5);

Deno.test("decodeNpy() reads what NumPy wrote in 32 and in 64 bits, and refuses columns first", async () => {
  for (const name of ["grid32.npy", "grid64.npy"]) {
    const { width, height, data } = decodeNpy(await fixture(name));
    assertEquals([width, height], [3, 2]);
    assert(data.every((value, i) => Object.is(value, values[i])), name);
  }
  const columns = await fixture("grid_columns.npy");
  assertThrows(() => decodeNpy(columns, "a.npy"), InputError, "a.npy: found");
});

Deno.test("encodeNpy() writes the bytes that NumPy writes", async () => {
  const grid = { width: 3, height: 2, data: values };
  assertEquals(encodeNpy(grid), await fixture("grid32.npy"));
});

Deno.test("decodeNpy() says what it found in a file that ends early or is something else", async () => {
  const bytes = await fixture("grid32.npy");
  assertThrows(() => decodeNpy(bytes.subarray(0, -4)), InputError, "20 bytes of values for 2 × 3");
  assertThrows(() => decodeNpy(bytes.subarray(0, 8)), InputError, "8 bytes");
  assertThrows(() => decodeNpy(new Uint8Array(200)), InputError, "something else");
});
