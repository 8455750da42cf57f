import { dirname, join } from "node:path";
import { partsOf } from "./scan.ts";

/** What a function of `lib` says about itself. */
export interface Signature {
  /** First sentence of its doc comment. */
  summary: string;
  /** Which argument its options are, from 0; null where it takes none. */
  position: number | null;
  /** What its options default to, by name, in the words of their doc comments. */
  defaults: Record<string, string>;
}

/**
 * Reads what a function of `lib` does, where its options stand and what they default to.
 *
 * It goes by the house's style: options are one trailing object, of an interface whose doc comments
 * say "defaults to".
 *
 * @param file Path of the module.
 * @param name Name of the exported function.
 * @returns What was found; null where the module exports no function of this name.
 *
 * @example
 * ```ts
 * import { projectRoot } from "../../core/files.ts";
 * import { readSignature } from "./signature.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const found = await readSignature(`${projectRoot}lib/cli/story/choose.ts`, "chooseChapters");
 * assertEquals(found, {
 *   summary: "The notebooks of a folder that are named `NN-….ipynb`, in order.",
 *   position: null,
 *   defaults: {},
 * });
 * ```
 */
export async function readSignature(file: string, name: string): Promise<Signature | null> {
  const code = await Deno.readTextFile(file);
  const head = new RegExp(`export (?:async )?function\\*? ${name}\\b(?:<[^(]*>)?\\(`).exec(code);
  if (head === null) return null;
  const { parts } = partsOf(code, head.index + head[0].length - 1);
  const last = parts.at(-1) ?? "";
  // `options: CombatOptions = {}` or `{ by, controls }: NormalizeOptions`; data are no options.
  const type = /^(?:\w*[oO]ptions\??|\{[\s\S]*\}): (\w+)/.exec(last)?.[1];
  return {
    summary: summaryBefore(code, head.index),
    position: type === undefined ? null : parts.length - 1,
    defaults: type === undefined ? {} : await defaultsOf(file, code, type),
  };
}

function summaryBefore(code: string, index: number): string {
  const doc = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(code.slice(0, index))?.[1] ?? "";
  const text = plain(doc.split(/\n\s*\*\s*(?:\n|@)/)[0] ?? "");
  return /^[\s\S]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

function plain(doc: string): string {
  return doc.replace(/^\s*\*? ?/gm, " ").replace(/\{@link (\w+)\}/g, "$1").replace(/\s+/g, " ")
    .trim();
}

async function defaultsOf(
  file: string,
  code: string,
  type: string,
): Promise<Record<string, string>> {
  const head = new RegExp(`interface ${type}\\b([^{]*)\\{`).exec(code);
  if (head === null) {
    const from = new RegExp(`\\{[^}]*\\b${type}\\b[^}]*\\} from "(\\.[^"]+)"`).exec(code)?.[1];
    if (from === undefined) return {};
    const other = join(dirname(file), from);
    return await defaultsOf(other, await Deno.readTextFile(other), type);
  }
  const found: Record<string, string> = {};
  const parents = /extends ([\w\s,]+)/.exec(head[1] ?? "")?.[1] ?? "";
  for (const parent of parents.split(",").map((one) => one.trim()).filter(Boolean)) {
    Object.assign(found, await defaultsOf(file, code, parent));
  }
  const start = head.index + head[0].length;
  const body = code.slice(start, start + Math.max(0, code.slice(start).search(/^\}/m)));
  for (const [, doc = "", name = ""] of body.matchAll(/\/\*\*([\s\S]*?)\*\/\s*(\w+)\?:/g)) {
    const value = /defaults? to ((?:[^;.]|\.(?=\d))+)/i.exec(plain(doc))?.[1];
    if (value !== undefined) found[name] = value.replace(/[*`]/g, "").trim();
  }
  return found;
}
