/**
 * What the project relies on in `@std/assert`. The tests run on whichever is active, the real
 * package or the stand-in, so a difference shows on the machine that has the other one.
 */
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  AssertionError,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

function refuses(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof AssertionError) return;
    throw error;
  }
  throw new Error(`Passed: ${check}`);
}

Deno.test("assertEquals() compares in depth, objects, arrays, maps, sets and typed arrays", () => {
  assertEquals({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] });
  assertEquals(new Map([["a", new Set([1])]]), new Map([["a", new Set([1])]]));
  assertEquals(new Float32Array([1, 2]), new Float32Array([1, 2]));
  refuses(() => assertEquals({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }));
  refuses(() => assertEquals(new Float32Array([1, 2]), new Float32Array([1, 3])));
  refuses(() => assertEquals([1, 2], [1]));
  refuses(() => assertEquals(new Set([1]), new Set([2])));
});

Deno.test("assertEquals() takes -0 for 0 and NaN for NaN, on their own and inside", () => {
  assertEquals(-0, 0);
  assertEquals([-0, NaN], [0, NaN]);
  assertEquals(new Float64Array([-0, NaN]), new Float64Array([0, NaN]));
});

Deno.test("assertEquals() tells a missing property from an undefined one, and classes apart", () => {
  refuses(() => assertEquals<unknown>({ a: undefined }, {}));
  refuses(() => assertEquals<unknown>(new Float32Array([1]), new Float64Array([1])));
  refuses(() => assertEquals<unknown>(new Float32Array([1]), [1]));
  refuses(() => assertEquals<unknown>("1", 1));
});

Deno.test("assertNotEquals() and assertStrictEquals() are what their names say", () => {
  assertNotEquals([1], [2]);
  refuses(() => assertNotEquals([1], [1]));
  const same = {};
  assertStrictEquals(same, same);
  refuses(() => assertStrictEquals({}, {}));
});

Deno.test("assertAlmostEquals() has an absolute tolerance, a ten-millionth by default", () => {
  assertAlmostEquals(1, 1.00000001);
  assertAlmostEquals(10, 10.4, 0.5);
  assertAlmostEquals(NaN, NaN);
  refuses(() => assertAlmostEquals(1, 1.001));
  refuses(() => assertAlmostEquals(10, 10.6, 0.5));
  refuses(() => assertAlmostEquals(NaN, 1, 0.5));
});

Deno.test("assertThrows() returns the error, and wants class and text to fit", () => {
  const fail = () => {
    throw new RangeError("too far");
  };
  assertEquals(assertThrows(fail, RangeError, "far").message, "too far");
  refuses(() => assertThrows(fail, TypeError));
  refuses(() => assertThrows(fail, RangeError, "near"));
  refuses(() => assertThrows(() => {}));
});

Deno.test("assertRejects() does so for promises", async () => {
  const error = await assertRejects(() => Promise.reject(new RangeError("too far")), RangeError);
  assertEquals(error.message, "too far");
  await assertRejects(() => assertRejects(() => Promise.resolve()), AssertionError);
});

Deno.test("texts, patterns and truth are checked", () => {
  assert(1);
  assertStringIncludes("abc", "b");
  assertMatch("abc", /b/);
  refuses(() => assert(0));
  refuses(() => assertStringIncludes("abc", "d"));
  refuses(() => assertMatch("abc", /d/));
});
