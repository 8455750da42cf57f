/**
 * Stand-in for the functions of `@std/assert` that the project uses.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";

/** What a failed assertion throws. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

type ErrorClass<E extends Error> = abstract new (...args: never[]) => E;

function fail(message: string, note?: string): never {
  throw new AssertionError(note === undefined ? message : `${message}: ${note}`);
}

function show(value: unknown): string {
  return Deno.inspect(value, { depth: 6, iterableLimit: 40, strAbbreviateSize: 400 });
}

/** Passes where the expression is truthy. */
export function assert(expression: unknown, note = ""): asserts expression {
  if (!expression) throw new AssertionError(note);
}

/** Passes where both values are equal in depth; `-0` equals `0`, as in the real package. */
export function assertEquals<T>(actual: T, expected: T, note?: string): void {
  if (equal(actual, expected)) return;
  fail(`Values are not equal.\n  actual:   ${show(actual)}\n  expected: ${show(expected)}`, note);
}

/** Passes where the values differ. */
export function assertNotEquals<T>(actual: T, expected: T, note?: string): void {
  if (equal(actual, expected)) fail(`Both values are ${show(actual)}`, note);
}

/** Passes where both are the same value by `Object.is`. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  note?: string,
): asserts actual is T {
  if (!Object.is(actual, expected)) {
    fail(
      `Values are not the same.\n  actual:   ${show(actual)}\n  expected: ${show(expected)}`,
      note,
    );
  }
}

/** Passes where the numbers differ by no more than the tolerance. */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  note?: string,
): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ?? (Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7);
  if (Math.abs(expected - actual) <= allowed) return;
  fail(`Expected ${expected} within ${allowed}, found ${actual}`, note);
}

/** Passes where the first number is greater. */
export function assertGreater<T>(actual: T, expected: T, note?: string): void {
  if (!(actual > expected)) fail(`Expected ${show(actual)} > ${show(expected)}`, note);
}

/** Passes where the first number is greater or equal. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, note?: string): void {
  if (!(actual >= expected)) fail(`Expected ${show(actual)} >= ${show(expected)}`, note);
}

/** Passes where the first number is less. */
export function assertLess<T>(actual: T, expected: T, note?: string): void {
  if (!(actual < expected)) fail(`Expected ${show(actual)} < ${show(expected)}`, note);
}

/** Passes where the first number is less or equal. */
export function assertLessOrEqual<T>(actual: T, expected: T, note?: string): void {
  if (!(actual <= expected)) fail(`Expected ${show(actual)} <= ${show(expected)}`, note);
}

/** Passes where the value is neither null nor undefined. */
export function assertExists<T>(actual: T, note?: string): asserts actual is NonNullable<T> {
  if (actual === undefined || actual === null) fail(`Expected a value, found ${actual}`, note);
}

/** Passes where the value is an instance of the class. */
export function assertInstanceOf<E extends Error>(
  actual: unknown,
  type: ErrorClass<E>,
  note?: string,
): asserts actual is E {
  if (!(actual instanceof type)) fail(`Expected ${type.name}, found ${show(actual)}`, note);
}

/** Passes where the text holds the part. */
export function assertStringIncludes(actual: string, expected: string, note?: string): void {
  if (!actual.includes(expected)) fail(`Expected ${show(actual)} to hold ${show(expected)}`, note);
}

/** Passes where the text matches. */
export function assertMatch(actual: string, expected: RegExp, note?: string): void {
  if (!expected.test(actual)) fail(`Expected ${show(actual)} to match ${expected}`, note);
}

/** Passes where the text does not match. */
export function assertNotMatch(actual: string, expected: RegExp, note?: string): void {
  if (expected.test(actual)) fail(`Expected ${show(actual)} not to match ${expected}`, note);
}

/** Passes where the function throws (that class, with that text in its message); returns the error. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  type?: ErrorClass<E>,
  messageIncludes?: string,
  note?: string,
): E {
  try {
    fn();
  } catch (error) {
    return checked(error, type, messageIncludes, note);
  }
  return fail("Expected function to throw", note);
}

/** Passes where the promise is rejected (with that class and text); resolves to the error. */
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  type?: ErrorClass<E>,
  messageIncludes?: string,
  note?: string,
): Promise<E> {
  try {
    await fn();
  } catch (error) {
    return checked(error, type, messageIncludes, note);
  }
  return fail("Expected function to reject", note);
}

function checked<E extends Error>(
  error: unknown,
  type: ErrorClass<E> | undefined,
  messageIncludes: string | undefined,
  note: string | undefined,
): E {
  if (!(error instanceof Error)) fail(`Expected an Error, found ${show(error)}`, note);
  if (type !== undefined && !(error instanceof type)) {
    fail(`Expected ${type.name}, found ${error.name}: ${error.message}`, note);
  }
  if (messageIncludes !== undefined && !error.message.includes(messageIncludes)) {
    fail(
      `Expected the message to hold ${show(messageIncludes)}, found ${show(error.message)}`,
      note,
    );
  }
  return error as E;
}

/** Deep equality that, unlike Node's, takes `-0` for `0`. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (isNumbers(a) && isNumbers(b) && a.constructor === b.constructor) {
    return a.length === b.length && a.every((item, i) => item === b[i] || Object.is(item, b[i]));
  }
  if (isPlain(a) && isPlain(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length &&
      keys.every((key) => key in b && equal(a[key], b[key]));
  }
  return isDeepStrictEqual(a, b);
}

function isNumbers(value: unknown): value is Float64Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) &&
    !(value instanceof BigInt64Array) && !(value instanceof BigUint64Array);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
}
