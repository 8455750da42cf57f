/**
 * The parts of a bracket in TypeScript, split at its own commas; brackets, texts, templates,
 * comments and regular expressions within them stay whole.
 *
 * @param code The code.
 * @param start Index of the bracket that opens: `(`, `[` or `{`.
 * @returns The parts without surrounding space, empty ones left out, and the index behind the
 * bracket that closes; the end of the code where none does.
 *
 * @example
 * ```ts
 * import { partsOf } from "./scan.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { parts } = partsOf("f(a, [b, c], { d: 'x,y' })", 1);
 * assertEquals(parts, ["a", "[b, c]", "{ d: 'x,y' }"]);
 * ```
 */
export function partsOf(code: string, start: number): { parts: string[]; end: number } {
  const parts: string[] = [];
  let from = start + 1, at = from;
  const cut = () => {
    const part = withoutComments(code.slice(from, at)).trim();
    if (part !== "") parts.push(part);
    from = at + 1;
  };
  while (at < code.length) {
    const char = code[at] as string;
    if (char === ")" || char === "]" || char === "}") {
      cut();
      return { parts, end: at + 1 };
    }
    if (char === ",") {
      cut();
      at++;
    } else at = skip(code, at);
  }
  cut();
  return { parts, end: code.length };
}

/** Index behind the text, comment or bracket that begins here, or behind this character. */
function skip(code: string, at: number): number {
  const char = code[at] as string;
  if (char === "(" || char === "[" || char === "{") return partsOf(code, at).end;
  if (char === '"' || char === "'") return behindText(code, at, char);
  if (char === "`") return behindTemplate(code, at);
  if (char !== "/") return at + 1;
  if (code[at + 1] === "/") return behind(code, "\n", at + 2);
  if (code[at + 1] === "*") return behind(code, "*/", at + 2);
  // After an operator or a bracket a slash begins a regular expression, else it divides.
  return /[(,=:[!&|?{};]\s*$/.test(code.slice(0, at)) ? behindText(code, at, "/") : at + 1;
}

function behind(code: string, what: string, from: number): number {
  const found = code.indexOf(what, from);
  return found < 0 ? code.length : found + what.length;
}

function behindText(code: string, at: number, quote: string): number {
  for (let i = at + 1; i < code.length; i++) {
    if (code[i] === "\\") i++;
    else if (code[i] === quote) return i + 1;
  }
  return code.length;
}

function behindTemplate(code: string, at: number): number {
  let i = at + 1;
  while (i < code.length) {
    if (code[i] === "`") return i + 1;
    if (code[i] === "$" && code[i + 1] === "{") i = partsOf(code, i + 1).end;
    else i += code[i] === "\\" ? 2 : 1;
  }
  return code.length;
}

function withoutComments(part: string): string {
  return part.replace(/^(?:\s*\/\/[^\n]*\n|\s*\/\*[\s\S]*?\*\/)+/, "");
}
