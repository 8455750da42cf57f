const declaration = "static std::set<std::string> ATTR_NAME_SET;";

const locked = `static struct {
  std::mutex lock;
  std::set<std::string> names;
  auto insert(const char *name) {
    std::lock_guard<std::mutex> guard(lock);
    return names.insert(name);
  }
} ATTR_NAME_SET;`;

/**
 * Lets several workers compute with TensorFlow at once: the package keeps the names of attributes in one
 * set for the whole process, without a lock, and two threads that add a name at the same time crash it.
 *
 * @param source The package's `tfjs_backend.cc`.
 * @returns The same with a lock around that set; unchanged where it has no such set.
 *
 * @example
 * ```ts
 * import { lockNames } from "./locked_names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(lockNames("int other;"), "int other;");
 * ```
 */
export function lockNames(source: string): string {
  if (!source.includes(declaration)) return source;
  // What is included belongs outside the package's own namespace.
  return `#include <mutex>\n${source.replace(declaration, locked)}`;
}
