import { InputError } from "../../core/errors.ts";

/** One object of a JSON file, read field by field with errors that say where it is. */
export interface Entry {
  /** Whether the field is there. */
  has(field: string): boolean;
  /** A text that is not empty and fits the pattern. */
  text(field: string, pattern?: RegExp, allowed?: string): string;
  /** Like `text`, but the field may be absent. */
  optional(field: string, pattern?: RegExp, allowed?: string): string | undefined;
  /** Like `text`, but null is allowed. */
  textOrNull(field: string, pattern?: RegExp, allowed?: string): string | null;
  /** A whole number that is not negative, or null. */
  wholeOrNull(field: string): number | null;
  /** A list of objects. */
  list(field: string): Entry[];
}

/**
 * Wraps a parsed JSON object, so that reading a wrong field says which and what it should be.
 *
 * @param value What `JSON.parse` returned.
 * @param file The file, for error messages.
 * @param where The place in it, for error messages, for example `datasets[2]`.
 * @throws {InputError} where the value is no object, or, later, a field is not what it must be.
 *
 * @example
 * ```ts
 * import { readEntry } from "./entry.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const entry = readEntry({ name: 7 }, "mine.json", "files[0]");
 * assertThrows(() => entry.text("name"), Error, "files[0].name");
 * ```
 */
export function readEntry(value: unknown, file: string, where: string): Entry {
  const place = (field: string) => where === "" ? field : `${where}.${field}`;
  const refuse = (column: string, found: unknown, allowed: string): never => {
    throw new InputError("Cannot use this file", {
      file,
      column,
      found: typeof found === "object" && found !== null ? JSON.stringify(found) : found,
      allowed,
    });
  };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuse(where === "" ? "the whole" : where, value, "an object");
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = (field: string, pattern = /\S/, allowed = "a text that is not empty"): string => {
    const found = fields.get(field);
    return typeof found === "string" && pattern.test(found)
      ? found
      : refuse(place(field), found, allowed);
  };
  return {
    has: (field) => fields.has(field),
    text,
    optional: (field, pattern, allowed) =>
      fields.has(field) ? text(field, pattern, allowed) : undefined,
    textOrNull: (field, pattern, allowed) =>
      fields.get(field) === null ? null : text(field, pattern, allowed),
    wholeOrNull: (field) => {
      const found = fields.get(field);
      if (found === null) return null;
      return typeof found === "number" && Number.isSafeInteger(found) && found >= 0
        ? found
        : refuse(place(field), found, "a whole number of at least 0, or null");
    },
    list: (field) => {
      const found = fields.get(field);
      if (!Array.isArray(found)) return refuse(place(field), found, "a list");
      return found.map((item, index) => readEntry(item, file, `${place(field)}[${index}]`));
    },
  };
}
