import { assert, assertEquals, assertThrows } from "@std/assert";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { Cursor } from "../../../lib/learn/checkpoint/cursor.ts";
import { unpickle } from "../../../lib/learn/checkpoint/pickle.ts";
import { Tuple } from "../../../lib/learn/checkpoint/machine.ts";
import { type Numbers, TensorView } from "../../../lib/learn/checkpoint/tensor.ts";
import { storageOf, torchGlobals } from "../../../lib/learn/checkpoint/torch.ts";
import { call, list, named, pickle, tensor, text, tuple, whole } from "./pickled.ts";

/** The numbers 0, 1, … of a storage, whatever its key. */
const counted = (length: number) => (): Numbers => Float32Array.from({ length }, (_, i) => i);

const read = (operations: number[], bytes = 1000) =>
  unpickle(new Cursor(pickle(operations)), {
    globals: torchGlobals(bytes),
    outside: (id) => storageOf(id, (_key, _kind, length) => counted(length)),
  });
const gathered = (view: unknown) => {
  assert(view instanceof TensorView);
  return view.gather();
};
const tensorOf = (offset: number[], shape: number[], strides: number[]) =>
  call(
    named("torch._utils", "_rebuild_tensor_v2"),
    [
      ...tuple(text("storage"), named("torch", "FloatStorage"), text("0"), text("cpu"), whole(12)),
      0x51,
    ],
    offset,
    shape,
    strides,
  );
const wholes = (...values: number[]) => tuple(...values.map(whole));

Deno.test("torchGlobals() rebuilds a tensor from storage, offset, shape and strides", () => {
  const turned = gathered(read(tensorOf(whole(1), wholes(2, 3), wholes(1, 2))));
  assertEquals(turned, { kind: "float32", shape: [2, 3], data: Float32Array.of(1, 3, 5, 2, 4, 6) });
});

Deno.test("torchGlobals() takes a parameter for the tensor that it wraps", () => {
  for (const name of ["_rebuild_parameter", "_rebuild_parameter_with_state"]) {
    const wrapped = call(named("torch._utils", name), tensor("FloatStorage", "0", 3, 2), [0x88]);
    assertEquals(gathered(read(wrapped)).data, Float32Array.of(0, 1));
  }
});

Deno.test("torchGlobals() refuses tensors beyond their storage, and lengths that are none", () => {
  const good = [whole(0), wholes(2), wholes(1)] as const;
  const cases: [[number[], number[], number[]], string][] = [
    [[whole(11), good[1], good[2]], "shape [2] at 11 of a storage of 12"],
    [[whole(-1), good[1], good[2]], "-1 as a length"],
    [[text("0"), good[1], good[2]], "string as a length"],
    [[good[0], wholes(-2), good[2]], "-2 as a length"],
    [[good[0], whole(2), good[2]], "without shape or strides"],
    [[good[0], good[1], wholes(1, 1)], "shape [2]"],
  ];
  for (const [args, found] of cases) assertThrows(() => read(tensorOf(...args)), Broken, found);
  const none = call(named("torch._utils", "_rebuild_tensor_v2"), whole(1));
  assertThrows(() => read(none), Broken, "a tensor without storage");
});

Deno.test("torchGlobals() makes ordered dictionaries of pairs, tuples or lists", () => {
  const ordered = (...args: number[][]) => read(call(named("collections", "OrderedDict"), ...args));
  assertEquals(ordered(), new Map());
  const pairs = list(tuple(text("b"), whole(1)), list(text("a"), whole(2)));
  assertEquals([...ordered(pairs) as Map<string, number>], [["b", 1], ["a", 2]]);
  assertThrows(() => ordered(text("ab")), Broken, "without pairs");
  assertThrows(() => ordered(list(tuple(text("a")))), Broken, "a pair that is none");
  assertThrows(() => ordered(list(text("ab"))), Broken, "a pair that is none");
});

Deno.test("torchGlobals() makes no more of a file than it has bytes, over all its calls", () => {
  const pair = tuple(text("a"), whole(1));
  // One list, named once and recalled twice.
  const first = [...list(pair, pair), 0x71, 0];
  const twice = list(
    call(named("collections", "OrderedDict"), first),
    call(named("collections", "OrderedDict"), [0x68, 0]),
  );
  assertEquals((read(twice, 4) as unknown[]).length, 2);
  assertThrows(() => read(twice, 3), Broken, "more pairs than the file has bytes");
  const word = [...text("abc"), 0x71, 0];
  const bytes = list(
    call(named("_codecs", "encode"), word, text("latin1")),
    call(named("_codecs", "encode"), [0x68, 0], text("latin1")),
  );
  assertEquals((read(bytes, 6) as unknown[]).length, 2);
  assertThrows(() => read(bytes, 5), Broken, "more texts than the file has bytes");
});

Deno.test("torchGlobals() reads the arrays and numbers of numpy in a pickle of protocol 2", async () => {
  const file = await Deno.readFile(new URL("./fixtures/arrays_2.pkl", import.meta.url));
  const found = unpickle(new Cursor(file), { globals: torchGlobals(file.length) });
  assert(found instanceof Map);
  assertEquals(gathered(found.get("mean")).data, Float64Array.of(0.5, -0.1));
  assertEquals(found.get("loss"), 1 / 3);
});

Deno.test("torchGlobals() makes bytes of a text in Latin-1, and in nothing else", () => {
  const encode = (value: string, encoding: string) =>
    read(call(named("_codecs", "encode"), text(value), text(encoding)));
  assertEquals(encode("\0aÿ", "latin1"), Uint8Array.of(0, 97, 255));
  for (
    const [value, encoding] of [["a", "utf-8"], ["a", "zip"], ["ā", "latin1"], ["😀", "latin1"]]
  ) {
    assertThrows(() => encode(value!, encoding!), Broken, "Latin-1");
  }
  assertThrows(() => read(call(named("_codecs", "encode"), whole(1), text("latin1"))), Broken);
});

Deno.test("torchGlobals() knows nothing that runs, opens or imports", () => {
  const globals = torchGlobals(10);
  const forbidden = ["os.system", "posix.system", "builtins.eval", "__builtin__.getattr"];
  for (
    const name of [...forbidden, "torch.load", "torch.hub.load", "numpy.load", "_codecs.decode"]
  ) {
    assert(!globals.has(name), name);
  }
  // A class of storages may be named, not called.
  assertThrows(() => read(call(named("torch", "FloatStorage"), whole(9))), Broken, "damaged");
});

const float = torchGlobals(0).get("torch.FloatStorage");

Deno.test("storageOf() asks for the numbers of a key by kind and length, once they are wanted", () => {
  const asked: unknown[] = [];
  const storage = storageOf(["storage", float, "7", "cuda:0", 5], (...all) => {
    asked.push(...all);
    return counted(5);
  });
  assertEquals([asked, storage.kind, storage.length], [["7", "float32", 5], "float32", 5]);
  assertEquals(storage.numbers(), Float32Array.of(0, 1, 2, 3, 4));
});

Deno.test("storageOf() gives the part that old files make of another storage", () => {
  const part = (start: number, length: number) =>
    storageOf(["storage", float, "7", "cpu", 5, new Tuple(["8", start, length])], () => counted(5));
  assertEquals([part(1, 3).length, part(1, 3).numbers()], [3, Float32Array.of(1, 2, 3)]);
  assertEquals(part(2, 3).length, 3);
  assertThrows(() => part(3, 3), Broken, "goes beyond it");
  assertThrows(() => part(-1, 3), Broken, "-1 as a length");
});

Deno.test("storageOf() refuses an id that is none of a storage", () => {
  const ids: unknown[][] = [
    [],
    ["module", float, "7", "cpu", 5],
    ["storage", "FloatStorage", "7", "cpu", 5],
    ["storage", float, 7, "cpu", 5],
  ];
  for (const id of ids) {
    assertThrows(() => storageOf(id, () => counted(0)), Broken, "that is no storage");
  }
  for (const length of [-1, 0.5, null, 2 ** 60]) {
    const id = ["storage", float, "7", "cpu", length];
    assertThrows(() => storageOf(id, () => counted(0)), Broken, "as a length");
  }
});
