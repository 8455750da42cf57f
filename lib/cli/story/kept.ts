import sharp from "sharp";
import type { Shown } from "../../show/display.ts";
import { joined, type Multiline, type Notebook, type Output } from "../../show/notebook.ts";
import { sourceDigests } from "./sources.ts";

/** Most bytes of a notebook that is kept with its outputs: more is slow to open and to review. */
export const keptLimit = 500_000;

/** MIME type of an interactive chart. */
export const chartType = "application/vnd.vegalite.v5+json";

/**
 * The notebook as it is kept beside its sources: with outputs, but without what differs from run to
 * run (times, the number of updates), and small.
 *
 * Where it is too large, the largest interactive charts go, whose pictures stay; then pictures are
 * coded with more loss. What an interactive chart would have shown comes back when its cell is run.
 *
 * @param executed The executed copy of a whole run.
 * @param limit Most bytes; defaults to {@link keptLimit}. It is missed where even small pictures
 * and text exceed it.
 * @returns A copy; the executed notebook stays as it is.
 *
 * @example
 * ```ts
 * import { keptCopy } from "./kept.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ran = { cells: [], metadata: { c2s: { ok: true, began: 1, seconds: 2 } } };
 * const { metadata } = await keptCopy(ran);
 * assertEquals(metadata.c2s, { ok: true, sources: [] });
 * ```
 */
export async function keptCopy(executed: Notebook, limit = keptLimit): Promise<Notebook> {
  const notebook = structuredClone(executed);
  const about = notebook.metadata.c2s;
  notebook.metadata.c2s = {
    ...(about?.data === undefined ? {} : { data: about.data }),
    ok: about?.ok ?? false,
    ...(about?.solutions === undefined ? {} : { solutions: about.solutions }),
    sources: await sourceDigests(executed),
  };
  const outputs = allOutputs(notebook);
  for (const output of outputs) settle(output);
  const charts = outputs.filter((output) => output.data?.[chartType] !== undefined)
    .sort((a, b) => chartSize(b) - chartSize(a));
  let size = notebookText(notebook).length;
  for (const output of charts) {
    if (size <= limit) break;
    size -= chartSize(output);
    delete output.data![chartType];
  }
  for (const [width, quality] of [[1100, 75], [900, 65], [700, 55]] as const) {
    if (bytesOf(notebook) <= limit) break;
    for (const output of outputs) await recode(output, width, quality);
  }
  return notebook;
}

/**
 * The text of a notebook file: JSON as `nbformat` and `deno fmt` write it.
 *
 * @example
 * ```ts
 * import { notebookText } from "./kept.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(notebookText({ cells: [], metadata: {} }), '{\n "cells": [],\n "metadata": {}\n}\n');
 * ```
 */
export function notebookText(notebook: Notebook): string {
  const keys = Object.entries(notebook).sort(([a], [b]) => a < b ? -1 : 1);
  return `${JSON.stringify(Object.fromEntries(keys), null, 1)}\n`;
}

/**
 * The outputs of a notebook's cells and of its solutions, in the order of the run.
 *
 * @example
 * ```ts
 * import { allOutputs } from "./kept.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const outputs = [{ output_type: "stream", text: "3" }];
 * const cells = [{ cell_type: "code", source: "3", outputs }];
 * assertEquals(allOutputs({ cells, metadata: {} }), outputs);
 * ```
 */
export function allOutputs({ cells, metadata }: Notebook): Output[] {
  const holders: { outputs?: Output[] }[] = [...cells, ...metadata.c2s?.solutions ?? []];
  return holders.flatMap(({ outputs = [] }) => outputs);
}

function bytesOf(notebook: Notebook): number {
  return new TextEncoder().encode(notebookText(notebook)).length;
}

function chartSize(output: Output): number {
  return JSON.stringify(output.data?.[chartType], null, 1)?.length ?? 0;
}

/** Takes out what another run of the same code would show differently. */
function settle(output: Output): void {
  const shown = output.metadata?.c2s as Shown | undefined;
  if (shown === undefined) return;
  delete shown.update;
  if (shown.progress !== true) return;
  for (const type of ["text/html", "text/plain"]) {
    const line = joined(output.data?.[type] as Multiline | undefined);
    // "Measuring: 60 of 60 in 1 min 15 s" loses its time.
    output.data![type] = line.replace(/ in \d[\d.a-z ]*(?=<|$)/, "");
  }
}

async function recode(output: Output, width: number, quality: number): Promise<void> {
  for (const type of ["image/png", "image/jpeg"]) {
    const text = joined(output.data?.[type] as Multiline | undefined).replace(/\s/g, "");
    if (text === "") continue;
    const picture = sharp(Uint8Array.fromBase64(text))
      .resize({ width, withoutEnlargement: true });
    const bytes = await (type === "image/png"
      ? picture.png({ palette: true, effort: 7, quality })
      : picture.jpeg({ quality, mozjpeg: true })).toBuffer();
    const smaller = new Uint8Array(bytes).toBase64();
    if (smaller.length < text.length) {
      output.data![type] = smaller;
    }
  }
}
