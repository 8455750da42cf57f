import { openC } from "./c_library.ts";

/**
 * Calls a function with the process's standard error turned off, in native code too.
 *
 * TensorFlow's library writes about itself as it is loaded, before it reads the variable that
 * would silence it. The function must be synchronous, so that nobody else's message can be lost.
 * Where the system's C library cannot be reached the function simply runs aloud.
 *
 * @param work What to do.
 * @returns What it returns.
 * @throws What it throws, with standard error on again.
 *
 * @example
 * ```ts
 * import { quietly } from "./quietly.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(quietly(() => 2 + 2), 4);
 * ```
 */
export function quietly<T>(work: () => T): T {
  const c = openC(functions);
  if (c === undefined) return work();
  const kept = c.symbols.dup(2);
  const nowhere = c.symbols.open(new TextEncoder().encode("/dev/null\0"), writeOnly);
  try {
    if (kept >= 0 && nowhere >= 0) c.symbols.dup2(nowhere, 2);
    return work();
  } finally {
    if (kept >= 0) {
      c.symbols.dup2(kept, 2);
      c.symbols.close(kept);
    }
    if (nowhere >= 0) c.symbols.close(nowhere);
    c.close();
  }
}

const writeOnly = 1;

const functions = {
  dup: { parameters: ["i32"], result: "i32" },
  dup2: { parameters: ["i32", "i32"], result: "i32" },
  open: { parameters: ["buffer", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
} as const;
