/** Names of the system's C library. */
const libraries: Partial<Record<typeof Deno.build.os, string>> = {
  linux: "libc.so.6",
  darwin: "/usr/lib/libSystem.dylib",
};

/**
 * Opens the system's C library.
 *
 * @param functions Functions to be called, as for `Deno.dlopen`.
 * @returns undefined where there is none that is known, where it lacks one of the functions, or
 * where it may not be opened.
 *
 * @example
 * ```ts
 * import { openC } from "./c_library.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const c = openC({ abs: { parameters: ["i32"], result: "i32" } });
 * if (c !== undefined) assertEquals(c.symbols.abs(-3), 3);
 * c?.close();
 * ```
 */
export function openC<const Functions extends Deno.ForeignLibraryInterface>(
  functions: Functions,
): Deno.DynamicLibrary<Functions> | undefined {
  const library = libraries[Deno.build.os];
  if (library === undefined) return undefined;
  try {
    return Deno.dlopen(library, functions);
  } catch {
    return undefined;
  }
}
