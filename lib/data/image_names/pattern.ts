import { InputError } from "../../core/errors.ts";

/** What a file name can say. */
export const nameParts = [
  "plate",
  "well",
  "row",
  "col",
  "site",
  "channel",
  "plane",
  "time",
] as const;

/** One of the things that a file name can say. */
export type NamePart = typeof nameParts[number];

const placeholders: Record<NamePart, string> = {
  plate: "[^/]+?",
  well: "[A-Za-z]{1,2}-?\\d{1,2}",
  row: "\\d{1,2}|[A-Za-z]{1,2}",
  col: "\\d{1,2}",
  site: "\\d+",
  channel: "[^/]+?",
  plane: "\\d+",
  time: "\\d+",
};

/**
 * A pattern of file names as a regular expression with named groups.
 *
 * Written with placeholders, `{plate}/{well}_s{site}_w{channel}.tif`, it is compared with the end of the
 * path below the folder of images: `{plate}`, `{well}` (B02), `{row}` and `{col}` (letters or numbers),
 * `{site}`, `{channel}`, `{plane}`, `{time}`, and `*` for anything within a name. Upper and lower
 * case do not differ. What contains `(?<` is taken as a regular expression with groups of these names.
 *
 * @param pattern As typed.
 * @throws {InputError} for an unknown or repeated placeholder, for a pattern that names no well, or for
 * a regular expression that is none.
 *
 * @example
 * ```ts
 * import { compilePattern } from "./pattern.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const match = compilePattern("{plate}/{well}_s{site}_w{channel}.tif").exec("a/P1/B02_s1_w2.TIF");
 * assertEquals({ ...match?.groups }, { plate: "P1", well: "B02", site: "1", channel: "2" });
 * ```
 */
export function compilePattern(pattern: string): RegExp {
  const compiled = pattern.includes("(?<") ? asExpression(pattern) : asTemplate(pattern);
  const names = groupNames(compiled.source);
  const unknown = names.find((name) => !(nameParts as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw refuse(pattern, `{${unknown}}`, nameParts.map((name) => `{${name}}`).join(", "));
  }
  if (!names.includes("well") && !(names.includes("row") && names.includes("col"))) {
    throw refuse(pattern, "no well", "{well}, or {row} and {col}");
  }
  return compiled;
}

/**
 * Names of the groups of a regular expression.
 *
 * @param source Its text.
 *
 * @example
 * ```ts
 * import { groupNames } from "./pattern.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(groupNames("(?<well>B\\d+)_(?<site>\\d)"), ["well", "site"]);
 * ```
 */
export function groupNames(source: string): string[] {
  return [...source.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map(([, name]) => name as string);
}

function asExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "i");
  } catch (cause) {
    throw new InputError("Cannot use the pattern of file names", {
      option: "--pattern",
      found: pattern,
      allowed: "a regular expression with named groups",
      cause,
    });
  }
}

function asTemplate(pattern: string): RegExp {
  const used = new Set<string>();
  const body = pattern.replace(/^\/+/, "").split(/(\{[^}]*\}|\*)/).map((piece) => {
    if (piece === "*") return "[^/]*";
    const name = /^\{(.*)\}$/.exec(piece)?.[1];
    if (name === undefined) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (!(nameParts as readonly string[]).includes(name)) {
      throw refuse(pattern, `{${name}}`, nameParts.map((part) => `{${part}}`).join(", "));
    }
    if (used.has(name)) throw refuse(pattern, `{${name}} twice`, "each once");
    used.add(name);
    return `(?<${name}>${placeholders[name as NamePart]})`;
  }).join("");
  return new RegExp(`(?:^|/)${body}$`, "i");
}

function refuse(pattern: string, found: string, allowed: string): InputError {
  return new InputError(`Cannot use the pattern of file names ${JSON.stringify(pattern)}`, {
    option: "--pattern",
    found,
    allowed,
  });
}
