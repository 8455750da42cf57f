import { assertEquals, assertThrows } from "@std/assert";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { Cursor } from "../../../lib/learn/checkpoint/cursor.ts";
import { Tuple } from "../../../lib/learn/checkpoint/machine.ts";
import { unpickle } from "../../../lib/learn/checkpoint/pickle.ts";

const read = (bytes: number[], globals = new Map()) =>
  unpickle(new Cursor(Uint8Array.from(bytes)), { globals });
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

Deno.test("unpickle() reads what Python's protocol 4 makes of a nested value", () => {
  // pickle.dumps({"a": (1, -2.5, None, True), "b": [b"x", 300, -70000]}, 4)
  const bytes = [
    ...[0x80, 4, 0x95, 0x3b, 0, 0, 0, 0, 0, 0, 0, 0x7d, 0x94, 0x28, 0x8c, 1, 0x61, 0x94, 0x28],
    ...[
      0x4b,
      1,
      0x47,
      0xc0,
      4,
      0,
      0,
      0,
      0,
      0,
      0,
      0x4e,
      0x88,
      0x74,
      0x94,
      0x8c,
      1,
      0x62,
      0x94,
      0x5d,
    ],
    ...[0x94, 0x28, 0x43, 1, 0x78, 0x94, 0x4d, 0x2c, 1, 0x4a, 0x90, 0xee, 0xfe, 0xff, 0x65, 0x75],
    0x2e,
  ];
  assertEquals(
    read(bytes),
    new Map<string, unknown>([
      ["a", new Tuple([1, -2.5, null, true])],
      ["b", [Uint8Array.of(0x78), 300, -70000]],
    ]),
  );
});

Deno.test("unpickle() calls our function in place of the one that is named, and no other", () => {
  // GLOBAL module name, (7,), REDUCE
  const call = (name: string) => [0x63, ...letters(`m\n${name}\n`), 0x4b, 7, 0x85, 0x52, 0x2e];
  const globals = new Map([["m.double", { call: ([n]: readonly unknown[]) => Number(n) * 2 }]]);
  assertEquals(read(call("double"), globals), 14);
  assertThrows(() => read(call("triple"), globals), Broken, "the global m.triple");
  // What JavaScript's objects have by themselves is not on the list.
  assertThrows(() => read(call("constructor"), globals), Broken, "the global m.constructor");
});

Deno.test("unpickle() calls nothing that is not a listed function", () => {
  assertThrows(() => read([0x4b, 7, 0x29, 0x52, 0x2e]), Broken, "damaged");
  const inert = new Map([["m.kind", {}]]);
  assertThrows(() => read([0x63, ...letters("m\nkind\n"), 0x29, 0x52, 0x2e], inert), Broken);
});

Deno.test("unpickle() refuses stacks and marks that do not add up", () => {
  for (const bytes of [[0x2e], [0x61], [0x74], [0x75], [0x4b, 1, 0x65], [0x28, 0x2e], [0x68, 9]]) {
    assertThrows(() => read([0x80, 2, ...bytes]), Broken, undefined, `${bytes}`);
  }
});
