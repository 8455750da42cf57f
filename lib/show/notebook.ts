import { InputError } from "../core/errors.ts";

/** Text as notebooks store it: one string, or lines that end in their line break. */
export type Multiline = string | string[];

/** One output of a code cell. */
export interface Output {
  /** `display_data`, `execute_result`, `stream` or `error`. */
  output_type: string;
  /** Content by MIME type. */
  data?: Record<string, unknown>;
  /** What is known about the content. */
  metadata?: Record<string, unknown>;
  /** Text of a stream. */
  text?: Multiline;
  /** Kind of an error. */
  ename?: string;
  /** Message of an error. */
  evalue?: string;
  /** Lines of an error's traceback. */
  traceback?: string[];
}

/** One cell. */
export interface Cell {
  /** `code`, `markdown` or `raw`. */
  cell_type: string;
  /** Its name within the notebook. */
  id?: string;
  /** What is written in it. */
  source: Multiline;
  /** Tags and more. */
  metadata?: { tags?: string[] };
  /** What a code cell showed. */
  outputs?: Output[];
  /** Which cell of its run a code cell was, from 1; null where it has not run. */
  execution_count?: number | null;
}

/** What an executed copy says about its run. */
export interface RunAbout {
  /** Data the notebook ran on. */
  data?: string;
  /** Whether every cell ran. */
  ok: boolean;
  /** Start [s since 1970]; absent where outputs are kept beside their sources. */
  began?: number;
  /** Time it took [s]; absent as `began` is. */
  seconds?: number;
  /** What the solutions of the exercises showed; absent where they were not run. */
  solutions?: SolutionOutputs[];
  /** Calls of the library, as `findMethodCalls` finds them. */
  calls?: unknown[];
  /** What the kernel said at the end, as `factsCode` asks for it. */
  facts?: unknown;
  /** Digests of the code that made the outputs, as `sourceDigests` gives them. */
  sources?: string[];
}

/** What the solution of an exercise showed, which no cell can hold because it is folded prose. */
export interface SolutionOutputs {
  /** Number of the solution's cell among all cells, from 1. */
  cell: number;
  /** What it showed. */
  outputs: Output[];
}

/** A notebook file, as far as we read it. */
export interface Notebook {
  /** Cells in order. */
  cells: Cell[];
  /** Kernel, language and, in an executed copy, its run. */
  metadata: { c2s?: RunAbout };
}

/**
 * Text in one string.
 *
 * @example
 * ```ts
 * import { joined } from "./notebook.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(joined(["a\n", "b"]), "a\nb");
 * ```
 */
export function joined(text: Multiline | undefined): string {
  return typeof text === "string" ? text : (text ?? []).join("");
}

/**
 * Reads a notebook file.
 *
 * @param path The `.ipynb` file.
 * @throws {InputError} where the file is no notebook of format 4.
 *
 * @example
 * ```ts
 * import { readNotebook } from "./notebook.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * await Deno.writeTextFile(path, '{ "cells": [] }');
 * assertEquals((await readNotebook(path)).cells, []);
 * await Deno.remove(path);
 * ```
 */
export async function readNotebook(path: string): Promise<Notebook> {
  const problem = (found: unknown, cause?: unknown) =>
    new InputError("Cannot read the notebook", {
      file: path,
      found,
      allowed: "JSON of notebook format 4, with cells",
      cause,
    });
  const text = await Deno.readTextFile(path);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw problem(cause instanceof Error ? cause.message : cause, cause);
  }
  if (typeof content !== "object" || content === null || !("cells" in content)) {
    throw problem("no cells");
  }
  if (!Array.isArray(content.cells)) throw problem("cells that are no list");
  return { metadata: {}, ...content, cells: content.cells };
}
