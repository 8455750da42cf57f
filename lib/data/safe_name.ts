/**
 * A plate, well or channel as part of a path: characters that a file name cannot have are written as `%`
 * and their code, so that different names stay different.
 *
 * @example
 * ```ts
 * import { safeName } from "./safe_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(safeName("Week1/22123"), "Week1%2f22123");
 * assertEquals(safeName(".."), "%2e%2e");
 * ```
 */
export function safeName(name: string): string {
  const escaped = name.replace(
    // deno-lint-ignore no-control-regex
    /[/\\:*?"<>|%\x00-\x1f]/g,
    (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return /^\.+$/.test(escaped) ? escaped.replaceAll(".", "%2e") : escaped;
}
