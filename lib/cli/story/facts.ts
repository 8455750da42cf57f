import type { MethodCall } from "./method_calls.ts";
import { notedKey } from "../../core/noted.ts";

/** What a kernel says about its run. */
export interface Facts {
  /** Versions of Deno, V8 and TypeScript. */
  versions: Record<string, string>;
  /** What was noted: backends, datasets. */
  noted: Record<string, string[]>;
  /**
   * For each call and each setting its value in words; an object's values by name; null where it
   * could not be asked for, because it has gone with its function.
   */
  values: (string | Record<string, string> | null)[][];
}

/**
 * Code that asks a kernel, after its notebook, which values the settings of calls had.
 *
 * Only expressions that change nothing are asked for: names, numbers, texts and what is computed of
 * them without a call. Names that are bound within a function, or anew by `let`, are left out.
 *
 * @param calls The calls.
 * @param code The notebook's code cells, by number from 1.
 * @returns An expression whose value are the {@link Facts} as JSON.
 *
 * @example
 * ```ts
 * import { factsCode } from "./facts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const call = { name: "f", module: "a.ts", summary: "", cell: 1, defaults: {} };
 * const code = factsCode([{ ...call, given: [{ name: "k", source: "2 + 3" }] }], { 1: "" });
 * assertEquals(JSON.parse(eval(code)).values, [["5"]]);
 * ```
 */
export function factsCode(calls: readonly MethodCall[], code: Record<number, string>): string {
  const whole = Object.values(code).join("\n");
  const asked = calls.map(({ given, cell }) =>
    `[${
      given.map(({ source }) =>
        askable(source, code[cell] ?? "", whole) ? `() => (${source})` : "null"
      )
        .join(", ")
    }]`
  );
  return `(() => { const describe = ${describe.toString()};
  const value = (get) => { try { return get === null ? null : describe(get(), 0); } catch { return null; } };
  return JSON.stringify({ versions: Deno.version,
    noted: globalThis[Symbol.for(${JSON.stringify(notedKey)})] ?? {},
    values: [${asked.join(",\n")}].map((call) => call.map(value)) }); })()`;
}

/** Whether an expression means the same at the notebook's end as where it stands, and changes nothing. */
function askable(source: string, cell: string, whole: string): boolean {
  const bare = source.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""');
  if (/[(`;]|=>|\+\+|--|[^=!<>]=[^=]|\b(?:await|new|function|delete|yield)\b/.test(bare)) {
    return false;
  }
  const names = [...bare.matchAll(/(?<![\w.$])[A-Za-z_$][\w$]*(?!\s*:)/g)].map(([name]) => name);
  return names.every((name) =>
    !boundWithin(name, cell) && !new RegExp(`\\blet\\b[^;=]*\\b${name}\\b`).test(whole)
  );
}

/** Whether a name is a parameter in a cell, or declared in one of its inner blocks. */
function boundWithin(name: string, cell: string): boolean {
  const parameters = [...cell.matchAll(/\(([^()]*)\)\s*(?::\s*[\w<>[\] |]+)?\s*=>|\b(\w+)\s*=>/g)]
    .map(([, list = "", one = ""]) => `${list} ${one}`);
  const inner = [
    ...cell.matchAll(/(?:^\s+|\bfor (?:await )?\()(?:const|let|var)\s+([^=]+?)(?:=| of | in )/gm),
  ]
    .map(([, names = ""]) => names);
  const word = new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`);
  return [...parameters, ...inner].some((text) => word.test(text));
}

/** Runs in the kernel, so it must need nothing from this file. */
function describe(value: unknown, depth: number): string | Record<string, string> {
  if (typeof value === "number") {
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
  }
  if (typeof value === "string") {
    return JSON.stringify(value.length > 60 ? value.slice(0, 59) + "…" : value);
  }
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const list = Array.from(value as ArrayLike<unknown>);
    if (list.length > 0 && list.every((one) => typeof one === "boolean")) {
      return `${list.filter(Boolean).length} of ${list.length} rows`;
    }
    const small = list.length <= 6 &&
      list.every((one) => typeof one !== "object" && typeof one !== "function");
    return small
      ? `[${list.map((one) => describe(one, depth + 1)).join(", ")}]`
      : `${list.length} values`;
  }
  if (value instanceof Map || value instanceof Set) return `${value.size} entries`;
  const known = value as { features?: unknown; meta?: { height?: number }; height?: unknown };
  if (Array.isArray(known.features) && known.meta !== undefined) {
    return `profiles, ${known.meta.height} rows of ${known.features.length} features`;
  }
  if (typeof known.height === "number") return `a table of ${known.height} rows`;
  const entries = Object.entries(value).slice(0, 12)
    .map(([name, one]) => [name, depth > 1 ? "…" : describe(one, depth + 1)] as const);
  const text = (one: string | Record<string, string>) => typeof one === "string" ? one : "{ … }";
  if (depth === 0) return Object.fromEntries(entries.map(([name, one]) => [name, text(one)]));
  return `{ ${entries.map(([name, one]) => `${name}: ${text(one)}`).join(", ")} }`;
}
