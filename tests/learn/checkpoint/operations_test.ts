import { assert, assertEquals, assertThrows } from "@std/assert";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { Cursor } from "../../../lib/learn/checkpoint/cursor.ts";
import { Machine, type Rules, Tuple } from "../../../lib/learn/checkpoint/machine.ts";
import { operations } from "../../../lib/learn/checkpoint/operations.ts";
import { letters } from "./pickled.ts";

/** What may be named: a function, and a class that cannot be called. */
const double = { call: ([n]: readonly unknown[]) => Number(n) * 2 }, kind = {};
const rules: Rules = {
  globals: new Map<string, object>([["m.double", double], ["m.kind", kind]]),
  outside: (id) => `outside ${id.join()}`,
};

/** A place on the stack where a mark is set. */
const mark = Symbol("mark");

/** Carries out one operation on a stack. */
function run(code: number, given: unknown[], bytes: number[] = [], memo: [number, unknown][] = []) {
  const m = new Machine(new Cursor(Uint8Array.from(bytes)), rules);
  for (const value of given) {
    if (value === mark) m.marks.push(m.stack.length);
    else m.stack.push(value);
  }
  for (const [name, value] of memo) m.memo.set(name, value);
  operations[code]!(m);
  return m;
}

const ascii = letters("ab");
const map = (...pairs: [unknown, unknown][]) => new Map(pairs);
const u32 = (n: number) => [n, 0, 0, 0], u64 = (n: number) => [n, 0, 0, 0, 0, 0, 0, 0];

/** Code, name in Python's documentation, bytes behind it, stack before, stack after. */
const effects: [number, string, number[], unknown[], unknown[]][] = [
  [0x80, "PROTO", [5], [1], [1]],
  [0x95, "FRAME", u64(9), [1], [1]],
  [0x4e, "NONE", [], [1], [1, null]],
  [0x88, "NEWTRUE", [], [1], [1, true]],
  [0x89, "NEWFALSE", [], [1], [1, false]],
  [0x4a, "BININT", [0xfe, 0xff, 0xff, 0xff], [], [-2]],
  [0x4b, "BININT1", [255], [], [255]],
  [0x4d, "BININT2", [0xff, 0xff], [], [65535]],
  [0x8a, "LONG1", [2, 0xff, 0xff], [], [-1]],
  [0x8a, "LONG1", [0], [], [0]],
  [0x8a, "LONG1", [8, 0, 0, 0, 0, 0, 0, 0x20, 0], [], [2n ** 53n]],
  [0x8a, "LONG1", [7, 255, 255, 255, 255, 255, 255, 31], [], [2 ** 53 - 1]],
  [0x47, "BINFLOAT", [0xbf, 0xf8, 0, 0, 0, 0, 0, 0], [], [-1.5]],
  [0x58, "BINUNICODE", [...u32(2), 0xc3, 0xa9], [], ["é"]],
  [0x8c, "SHORT_BINUNICODE", [2, ...ascii], [], ["ab"]],
  [0x8c, "SHORT_BINUNICODE", [5, 0xef, 0xbb, 0xbf, ...ascii], [], ["\ufeffab"]],
  [0x8d, "BINUNICODE8", [...u64(2), ...ascii], [], ["ab"]],
  [0x54, "BINSTRING", [...u32(2), ...ascii], [], ["ab"]],
  [0x55, "SHORT_BINSTRING", [2, ...ascii], [], ["ab"]],
  [0x42, "BINBYTES", [...u32(2), 200, 201], [], [Uint8Array.of(200, 201)]],
  [0x43, "SHORT_BINBYTES", [1, 0], [], [Uint8Array.of(0)]],
  [0x8e, "BINBYTES8", [...u64(1), 7], [], [Uint8Array.of(7)]],
  [0x96, "BYTEARRAY8", [...u64(1), 7], [], [Uint8Array.of(7)]],
  [0x29, "EMPTY_TUPLE", [], [1], [1, new Tuple([])]],
  [0x85, "TUPLE1", [], [1, 2], [1, new Tuple([2])]],
  [0x86, "TUPLE2", [], [1, 2], [new Tuple([1, 2])]],
  [0x87, "TUPLE3", [], [0, 1, 2, 3], [0, new Tuple([1, 2, 3])]],
  [0x74, "TUPLE", [], [0, mark, 1, 2], [0, new Tuple([1, 2])]],
  [0x5d, "EMPTY_LIST", [], [1], [1, []]],
  [0x6c, "LIST", [], [0, mark, 1, 2], [0, [1, 2]]],
  [0x61, "APPEND", [], [[1], 2], [[1, 2]]],
  [0x65, "APPENDS", [], [[1], mark, 2, 3], [[1, 2, 3]]],
  [0x7d, "EMPTY_DICT", [], [], [map()]],
  [0x64, "DICT", [], [0, mark, "a", 1, "b", 2], [0, map(["a", 1], ["b", 2])]],
  [0x73, "SETITEM", [], [map(["a", 1]), "a", 2], [map(["a", 2])]],
  [0x75, "SETITEMS", [], [map(), mark, "a", 1, 7, 2], [map(["a", 1], [7, 2])]],
  [0x30, "POP", [], [1, 2], [1]],
  [0x31, "POP_MARK", [], [1, mark, 2, 3], [1]],
  [0x32, "DUP", [], [1, 2], [1, 2, 2]],
  [0x63, "GLOBAL", letters("m\ndouble\n"), [1], [1, double]],
  [0x93, "STACK_GLOBAL", [], [1, "m", "kind"], [1, kind]],
  [0x52, "REDUCE", [], [1, double, new Tuple([21])], [1, 42]],
  [0x51, "BINPERSID", [], [1, new Tuple(["storage", 5])], [1, "outside storage,5"]],
];

for (const [code, name, bytes, before, after] of effects) {
  Deno.test(`${name} [${bytes.join(" ")}] does to the stack what it does in Python`, () => {
    const m = run(code, before, bytes);
    assertEquals(m.stack, after);
    assertEquals(m.marks, []);
    assertEquals(m.input.at, bytes.length, "not all of its bytes were read");
  });
}

Deno.test("every operation whose bytes are cut off says where the file ends", () => {
  for (const [code, name, bytes, before] of effects) {
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.slice(0, length);
      const error = assertThrows(() => run(code, before, cut), Broken, undefined, name);
      const where = name === "GLOBAL" ? "a name that does not end" : `ends at byte ${length}`;
      assert(error.found.includes(where), `${name}: ${error.found}`);
    }
  }
});

Deno.test("no operation takes or changes a value that lies below a mark", () => {
  const starved: [number, string, unknown[]][] = [
    [0x85, "TUPLE1", [1, mark]],
    [0x86, "TUPLE2", [1, mark, 2]],
    [0x87, "TUPLE3", [1, mark, 2, 3]],
    [0x61, "APPEND", [[1], mark, 2]],
    [0x73, "SETITEM", [map(), mark, "a", 1]],
    [0x30, "POP", [1, mark]],
    [0x32, "DUP", [1, mark]],
    [0x94, "MEMOIZE", [1, mark]],
    [0x93, "STACK_GLOBAL", ["m", mark, "kind"]],
    [0x52, "REDUCE", [double, mark, new Tuple([21])]],
    [0x62, "BUILD", [map(), mark, 1]],
    [0x51, "BINPERSID", [new Tuple(["storage"]), mark]],
  ];
  for (const [code, name, given] of starved) {
    assertThrows(() => run(code, given), Broken, "damaged", name);
  }
  for (const code of [0x74, 0x6c, 0x65, 0x64, 0x75, 0x31]) {
    assertThrows(
      () => run(code, [[], 1]),
      Broken,
      "damaged",
      `0x${code.toString(16)} needs a mark`,
    );
  }
});

Deno.test("MARK remembers the height of the stack, once for each", () => {
  const m = run(0x28, [1, 2]);
  operations[0x28]!(m);
  assertEquals([m.stack, m.marks], [[1, 2], [2, 2]]);
});

Deno.test("values are named by one byte, by four, or by how many have names", () => {
  for (
    const [code, bytes, name] of [[0x71, [9], 9], [0x72, [1, 1, 0, 0], 257], [0x94, [], 1]] as const
  ) {
    const m = run(code, [5, 6], [...bytes], [[0, "before"]]);
    assertEquals([m.memo.get(name), m.stack], [6, [5, 6]]);
  }
  assertEquals(run(0x68, [], [9], [[9, "nine"]]).stack, ["nine"]);
  assertEquals(run(0x6a, [], [1, 1, 0, 0], [[257, "many"]]).stack, ["many"]);
  assertThrows(() => run(0x68, [], [8], [[9, "nine"]]), Broken, "damaged");
});

Deno.test("BUILD hands a state to what takes one, and to nothing else", () => {
  const states: unknown[] = [];
  const object = { setState: (state: unknown) => states.push(state) };
  assertEquals([run(0x62, [object, 7]).stack, states], [[object], [7]]);
  // Ordered dictionaries have a state that says nothing of their values.
  const ordered = map(["a", 1]);
  assertEquals(run(0x62, [ordered, map(["a", 2])]).stack, [map(["a", 1])]);
  for (const other of [5, null, [], { setState: 3 }]) {
    assertThrows(() => run(0x62, [other, 7]), Broken, "damaged");
  }
});

Deno.test("REDUCE calls nothing that the rules do not list, even where it could be called", () => {
  const args = new Tuple([1]);
  for (const callee of [kind, { call: () => 1 }, () => 1, null, "m.double"]) {
    assertThrows(() => run(0x52, [callee, args]), Broken, "damaged");
  }
  assertThrows(() => run(0x52, [double, [1]]), Broken, "damaged");
});

Deno.test("names must be texts, ids tuples, lists lists, dictionaries dictionaries in pairs", () => {
  assertThrows(() => run(0x93, ["m", 1]), Broken, "damaged");
  assertThrows(() => run(0x51, ["storage"]), Broken, "damaged");
  assertThrows(() => run(0x61, [new Tuple([]), 1]), Broken, "damaged");
  assertThrows(() => run(0x73, [[], "a", 1]), Broken, "damaged");
  assertThrows(() => run(0x75, [map(), mark, "a"]), Broken, "damaged");
  assertThrows(() => run(0x64, [mark, "a"]), Broken, "damaged");
});

Deno.test("PROTO refuses a protocol that Python did not have when this was written", () => {
  assertThrows(() => run(0x80, [], [6]), Broken, "a pickle of protocol 6");
});

Deno.test("the effects above, marks, names and states are all of the operations", () => {
  const covered = new Set([
    ...effects.map(([code]) => code),
    0x28,
    0x71,
    0x72,
    0x94,
    0x68,
    0x6a,
    0x62,
  ]);
  assertEquals(Object.keys(operations).map(Number).filter((code) => !covered.has(code)), []);
});
