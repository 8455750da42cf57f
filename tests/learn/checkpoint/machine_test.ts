import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { Cursor } from "../../../lib/learn/checkpoint/cursor.ts";
import { Machine, type Stand, Tuple } from "../../../lib/learn/checkpoint/machine.ts";
import { unpickle } from "../../../lib/learn/checkpoint/pickle.ts";
import { call, named, pickle, text } from "./pickled.ts";

/** A machine with these values and marks. */
function machine(stack: unknown[] = [], marks: number[] = []): Machine {
  const made = new Machine(new Cursor(new Uint8Array(8), 5), { globals: new Map() });
  made.stack.push(...stack);
  made.marks.push(...marks);
  return made;
}

Deno.test("Machine takes the last value, and looks at it without taking it", () => {
  const m = machine([1, 2]);
  assertEquals([m.top(), m.pop(), m.top(), m.pop()], [2, 2, 1, 1]);
  assertThrows(() => m.pop(), Broken);
  assertThrows(() => m.top(), Broken);
});

Deno.test("Machine takes the values since the last mark, then those since the one before", () => {
  const m = machine([1, 2, 3, 4], [1, 3]);
  assertEquals([m.popMark(), m.popMark(), m.stack], [[4], [2, 3], [1]]);
  assertThrows(() => m.popMark(), Broken);
});

Deno.test("Machine takes some values in the order in which they came", () => {
  const m = machine([1, 2, 3]);
  assertEquals([m.popSome(2), m.popSome(0), m.stack], [[2, 3], [], [1]]);
  assertThrows(() => m.popSome(2), Broken);
});

Deno.test("Machine reaches for nothing that lies below a mark", () => {
  for (const take of ["pop", "top"] as const) {
    assertThrows(() => machine([1, 2], [2])[take](), Broken, "damaged");
  }
  assertThrows(() => machine([1, 2, 3], [2]).popSome(2), Broken, "damaged");
});

Deno.test("Machine recalls what was named, undefined and null included, and nothing else", () => {
  const m = machine();
  m.memo.set(3, null);
  assertEquals(m.recall(3), null);
  assertThrows(() => m.recall(4), Broken, "damaged");
});

Deno.test("Machine says before which byte a pickle contradicts itself", () => {
  assertEquals(machine().damaged().found, "damaged content before byte 5 of its pickle");
});

Deno.test("Machine gives a stand-in by module and name together only", () => {
  const stand: Stand = { call: () => 1 };
  const m = new Machine(new Cursor(new Uint8Array()), { globals: new Map([["a.b", stand]]) });
  assert(m.stand("a", "b") === stand);
  for (const [module, name] of [["a", "c"], ["b", "a"], ["", "b"], ["", "toString"]] as const) {
    assertThrows(() => m.stand(module, name), Broken, `the global ${module}.${name}, which`);
  }
});

Deno.test("Machine refuses a forbidden function by its name, says so, and runs nothing", () => {
  const ran: unknown[] = [];
  const globals = new Map<string, Stand>([
    ["good.note", { call: (args) => ran.push(...args) }],
  ]);
  const attack = call(named("posix", "system"), text("rm -r /"));
  // The forbidden one comes first, so that the allowed one behind it is not reached either.
  const bytes = pickle(attack, call(named("good", "note"), text("after")));
  const error = assertThrows(() => unpickle(new Cursor(bytes), { globals }), Broken);
  assertStringIncludes(error.found, "the global posix.system, which is not on the list");
  assertStringIncludes(error.hint!, "Nothing of it was run");
  assertEquals(ran, []);
});

Deno.test("Machine shortens a name that fills the message", () => {
  const error = assertThrows(() => machine().stand("m", "x".repeat(5000)), Broken);
  assert(error.found.length < 300, String(error.found.length));
});

Deno.test("Tuple holds its values in order, and is no list to which more could be added", () => {
  assertEquals(new Tuple([1, "a"]).items, [1, "a"]);
  assert(!Array.isArray(new Tuple([])));
});
