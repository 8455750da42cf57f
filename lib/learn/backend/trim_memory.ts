import { openC } from "./c_library.ts";

/**
 * Gives memory that is not in use back to the system: the C library keeps what was freed for what comes
 * next, which is much where native code has used it in many pieces. Takes milliseconds; of use between
 * two parts of a work that need their memory at different times.
 *
 * Arrays that nothing holds any more are freed before, where Deno was started with
 * `--v8-flags=--expose-gc`, as the task `c2s` does: V8 counts the little that they take of its own heap,
 * and lets them lie.
 *
 * @returns Whether there was any; false also where the C library cannot do it (other than glibc).
 *
 * @example
 * ```ts
 * import { trimMemory } from "./trim_memory.ts";
 *
 * trimMemory();
 * ```
 */
export function trimMemory(): boolean {
  (globalThis as { gc?: () => void }).gc?.();
  opened ??= { c: openC(functions) };
  return opened.c?.symbols.malloc_trim(0n) === 1;
}

const functions = { malloc_trim: { parameters: ["usize"], result: "i32" } } as const;

/** The library once it was looked for; never closed. */
let opened: { c: Deno.DynamicLibrary<typeof functions> | undefined } | undefined;
