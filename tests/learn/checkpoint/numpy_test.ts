import { assert, assertEquals, assertThrows } from "@std/assert";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { Cursor } from "../../../lib/learn/checkpoint/cursor.ts";
import { numpyGlobals, readNpyObject } from "../../../lib/learn/checkpoint/numpy.ts";
import { unpickle } from "../../../lib/learn/checkpoint/pickle.ts";
import { TensorView } from "../../../lib/learn/checkpoint/tensor.ts";
import { call, named, pickle, text, tuple, whole } from "./pickled.ts";

const load = (name: string) => Deno.readFile(new URL(`./fixtures/${name}`, import.meta.url));
const arrays = readNpyObject(await load("arrays.npy")) as Map<string, unknown>;
const array = (name: string) => {
  const view = arrays.get(name);
  assert(view instanceof TensorView, name);
  return view.gather();
};

Deno.test("readNpyObject() reads every kind of number that it lists", () => {
  const expected = {
    f8: ["float64", Float64Array.of(1 / 3, -0.1)],
    f4: ["float32", Float32Array.of(0.25, -3.5)],
    f2: ["float16", Float32Array.of(0.5, -65504)],
    i8: ["int64", BigInt64Array.of(2n ** 62n + 1n, -1n)],
    i4: ["int32", Int32Array.of(2 ** 31 - 1, -5)],
    i2: ["int16", Int16Array.of(-300, 7)],
    i1: ["int8", Int8Array.of(-128, 127)],
    u1: ["uint8", Uint8Array.of(0, 255)],
    b1: ["bool", Uint8Array.of(1, 0)],
  } as const;
  for (const [code, [kind, data]] of Object.entries(expected)) {
    assertEquals(array(code), { kind, shape: [2], data }, code);
  }
});

Deno.test("readNpyObject() reads numbers whose most significant byte comes first", () => {
  assertEquals(array("big").data, Int32Array.of(1, 256, -2));
});

Deno.test("readNpyObject() gives arrays in Fortran order with the last axis running fastest", () => {
  const counted = (length: number) => Int16Array.from({ length }, (_, i) => i);
  assertEquals(array("columns"), { kind: "int16", shape: [2, 3], data: counted(6) });
  assertEquals(array("cube"), { kind: "int16", shape: [2, 3, 4], data: counted(24) });
});

Deno.test("readNpyObject() reads arrays without axes, without numbers, and single numbers", () => {
  assertEquals(array("single"), { kind: "float64", shape: [], data: Float64Array.of(7.5) });
  assertEquals(array("empty"), { kind: "float64", shape: [0, 3], data: new Float64Array(0) });
  const singles = ["scalar", "truth", "whole"].map((name) => arrays.get(name));
  assertEquals(singles, [0.75, true, 2n ** 60n]);
});

Deno.test("readNpyObject() says what a file of plain numbers or of several objects is", async () => {
  const plain = await load("plain.npy"), several = await load("several.npy");
  assertThrows(() => readNpyObject(plain), Broken, "plain numbers ({'descr': '<f8'");
  assertThrows(() => readNpyObject(several), Broken, "an array of several objects");
});

Deno.test("a file without numpy's magic is not taken for one of numpy, nor a truncated one read", async () => {
  const bytes = await load("arrays.npy");
  const wrong = bytes.slice();
  wrong[1] = 0x6e;
  assertThrows(() => readCheckpoint(wrong), Error, "a file of another kind");
  for (const length of [6, 7, 9, 60, 200, bytes.length - 1]) {
    assertThrows(() => readNpyObject(bytes.subarray(0, length)), Broken, `byte ${length}`);
  }
});

Deno.test("numpyGlobals() names a kind of numbers that it does not know", async () => {
  const bytes = await load("unsigned.pkl");
  const read = () => unpickle(new Cursor(bytes), { globals: numpyGlobals() });
  assertThrows(read, Broken, "numbers of numpy's kind u2");
});

const dtype = (code: string) => call(named("numpy", "dtype"), text(code));
const bytes = (...values: number[]) => [0x43, values.length, ...values];
const read = (...operations: number[][]) =>
  unpickle(new Cursor(pickle(...operations)), { globals: numpyGlobals() });
/** An array of numpy with this state behind its version. */
const built = (...state: number[][]) => [
  ...call(named("numpy.core.multiarray", "_reconstruct"), named("numpy", "ndarray")),
  ...tuple(whole(1), ...state),
  0x62,
];

Deno.test("numpyGlobals() refuses an array whose bytes are not those of its shape", () => {
  const of = (length: number, ...values: number[]) =>
    read(built(tuple(whole(length)), dtype("i2"), [0x89], bytes(...values)));
  assertEquals((of(2, 1, 0, 2, 0) as TensorView).gather().data, Int16Array.of(1, 2));
  assertThrows(() => of(3, 1, 0, 2, 0), Broken, "shape [3]");
  assertThrows(() => of(1, 1, 0, 2, 0), Broken, "2 numbers for an array of numpy of shape [1]");
  assertThrows(() => of(-2, 1, 0, 2, 0), Broken, "shape [-2]");
  assertThrows(() => of(1, 1, 0, 2), Broken, "3 bytes for numbers of 2");
});

Deno.test("numpyGlobals() refuses arrays without state, kind or bytes", () => {
  const empty = read(call(named("numpy.core.multiarray", "_reconstruct")));
  assertThrows(() => (empty as TensorView).gather(), Broken, "without numbers");
  assertThrows(() => read(built(tuple(whole(1)))), Broken, "without shape, kind or numbers");
  const objects = built(tuple(whole(1)), dtype("O8"), [0x89], bytes(1));
  assertThrows(() => read(objects), Broken, "an array of objects where numbers should be");
});

Deno.test("numpyGlobals() refuses a number that has not as many bytes as its kind", () => {
  const scalar = (kind: number[], ...values: number[]) =>
    read(call(named("numpy._core.multiarray", "scalar"), kind, bytes(...values)));
  assertEquals(scalar(dtype("i2"), 1, 2), 513);
  for (const values of [[1], [1, 2, 3]]) {
    assertThrows(() => scalar(dtype("i2"), ...values), Broken, "a number of numpy of an unknown");
  }
  assertThrows(() => scalar(text("i2"), 1, 2), Broken, "a number of numpy of an unknown kind");
});
