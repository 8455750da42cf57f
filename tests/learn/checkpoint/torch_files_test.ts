import { assert, assertEquals, assertThrows } from "@std/assert";
import { zipSync } from "fflate";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { TensorView } from "../../../lib/learn/checkpoint/tensor.ts";
import { readTorchStream, readTorchZip } from "../../../lib/learn/checkpoint/torch_files.ts";
import { dictionary, letters, list, pickle, tensor, text, whole } from "./pickled.ts";

const encoded = (value: string) => Uint8Array.from(letters(value));
const zip = (entries: Record<string, Uint8Array>) => zipSync(entries, { level: 0 });
const gathered = (root: unknown, name: string) => {
  assert(root instanceof Map);
  const view: unknown = root.get(name);
  assert(view instanceof TensorView, name);
  return view.gather();
};

const shorts = Uint8Array.of(1, 0, 0, 1);
const root = pickle(dictionary({ a: tensor("ShortStorage", "0", 2, 2) }));

Deno.test("readTorchZip() reads storages beside the pickle, in a folder of any name", () => {
  for (const folder of ["archive/", "net/deep/", ""]) {
    const bytes = zip({ [`${folder}data.pkl`]: root, [`${folder}data/0`]: shorts });
    assertEquals(gathered(readTorchZip(bytes), "a").data, Int16Array.of(1, 256));
  }
});

Deno.test("readTorchZip() turns bytes round where the archive says that it is big-endian", () => {
  for (const [order, numbers] of [["little", [1, 256]], ["big", [256, 1]]] as const) {
    const bytes = zip({ "a/data.pkl": root, "a/data/0": shorts, "a/byteorder": encoded(order) });
    assertEquals(gathered(readTorchZip(bytes), "a").data, Int16Array.from(numbers));
  }
});

Deno.test("readTorchZip() says which storage is missing or too short, once it is wanted", () => {
  const missing = readTorchZip(zip({ "a/data.pkl": root }));
  assertThrows(() => gathered(missing, "a"), Broken, "a/data/0");
  const short = readTorchZip(zip({ "a/data.pkl": root, "a/data/0": shorts.subarray(0, 3) }));
  assertThrows(() => gathered(short, "a"), Broken, "a storage of 1 numbers where 2 should be");
});

Deno.test("readTorchZip() checks the length for each tensor that shares a storage", () => {
  const content = { a: tensor("ShortStorage", "0", 2, 2), b: tensor("ShortStorage", "0", 9, 9) };
  const read = readTorchZip(zip({ "a/data.pkl": pickle(dictionary(content)), "a/data/0": shorts }));
  assertEquals(gathered(read, "a").data, Int16Array.of(1, 256));
  assertThrows(() => gathered(read, "b"), Broken, "2 numbers where 9 should be");
});

Deno.test("readTorchZip() refuses programs of TorchScript and other archives", () => {
  const program = zip({ "a/data.pkl": root, "a/constants.pkl": root });
  assertThrows(() => readTorchZip(program), Broken, "a program of TorchScript");
  assertThrows(() => readTorchZip(zip({ "a/metadata.pkl": root })), Broken, "without data.pkl");
});

/** The number that old files begin with, as LONG1. */
const magic = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
const little = dictionary({ little_endian: [0x88] });

/** A file of PyTorch's old form. */
function stream(parts: {
  magic?: number[];
  version?: number;
  system?: number[];
  root?: number[];
  keys?: number[];
  storages?: number[];
}): Uint8Array {
  return Uint8Array.from([
    ...pickle(parts.magic ?? magic),
    ...pickle(whole(parts.version ?? 1001)),
    ...pickle(parts.system ?? little),
    ...pickle(parts.root ?? dictionary({ a: tensor("ShortStorage", "k", 2, 2) })),
    ...pickle(parts.keys ?? list(text("k"))),
    ...parts.storages ?? [2, 0, 0, 0, 0, 0, 0, 0, ...shorts],
  ]);
}

Deno.test("readTorchStream() reads the storages behind the pickles, in the order of their keys", () => {
  assertEquals(gathered(readTorchStream(stream({})), "a").data, Int16Array.of(1, 256));
  const two = stream({
    root: dictionary({ a: tensor("ShortStorage", "k", 2, 2), b: tensor("ByteStorage", "l", 1, 1) }),
    keys: list(text("l"), text("k")),
    storages: [1, 0, 0, 0, 0, 0, 0, 0, 77, 2, 0, 0, 0, 0, 0, 0, 0, ...shorts],
  });
  assertEquals(gathered(readTorchStream(two), "a").data, Int16Array.of(1, 256));
  assertEquals(gathered(readTorchStream(two), "b").data, Uint8Array.of(77));
});

Deno.test("readTorchStream() turns bytes round where the writer was big-endian", () => {
  const big = readTorchStream(stream({ system: dictionary({ little_endian: [0x89] }) }));
  assertEquals(gathered(big, "a").data, Int16Array.of(256, 1));
});

Deno.test("readTorchStream() says what is wrong with each part of the file", () => {
  const twice = dictionary({
    a: tensor("ShortStorage", "k", 2, 2),
    b: tensor("ByteStorage", "k", 2, 2),
  });
  const cases: [Parameters<typeof stream>[0], string][] = [
    [{ magic: whole(7) }, "a pickle that PyTorch did not write"],
    [{ version: 1002 }, "an unknown version of PyTorch's old files"],
    [{ keys: text("k") }, "no list of storages"],
    [{ keys: list(text("other")) }, "no storage other"],
    [{ keys: list(whole(3)) }, "no storage number"],
    [{ storages: [3, 0, 0, 0, 0, 0, 0, 0, ...shorts, 0, 0] }, "a storage of 3 numbers"],
    [{ storages: [2, 0, 0, 0, 0, 0, 0, 0, 1] }, "before its content does"],
    [{ root: twice }, "two storages k"],
  ];
  for (const [parts, found] of cases) {
    assertThrows(() => readTorchStream(stream(parts)), Broken, found);
  }
  const unfilled = readTorchStream(stream({ keys: list(), storages: [] }));
  assertThrows(() => gathered(unfilled, "a"), Broken, "no storage k");
});
