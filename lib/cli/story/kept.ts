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
 * Where it is too large, large interactive charts go, whose pictures stay, and pictures are coded
 * with more loss; small charts go last. What an interactive chart would have shown comes back when its cell is run.
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
  const shrink = async (ways: readonly (readonly [number, number])[]) => {
    for (const [width, quality] of ways) {
      if (bytesOf(notebook) <= limit) return;
      for (const output of outputs) await recode(output, width, quality);
    }
  };
  const giveUp = (above: number) => {
    const charts = outputs.filter((output) => chartSize(output) > above)
      .sort((a, b) => chartSize(b) - chartSize(a));
    for (const output of charts) {
      if (bytesOf(notebook) <= limit) return;
      delete output.data![chartType];
    }
  };
  await shrink([[1100, 80]]);
  giveUp(large);
  await shrink([[900, 70], [800, 60], [700, 60]]);
  giveUp(0);
  await shrink([[500, 50]]);
  return notebook;
}

/** Size from which a chart goes before its picture loses more [characters]. */
const large = 15_000;

/**
 * The text of a notebook file: JSON as `nbformat` writes it, but each chart on one line, which a
 * third of the bytes suffice for.
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
  const charts: string[] = [];
  const text = JSON.stringify(
    Object.fromEntries(keys),
    (key, value) => key === chartType ? `${mark}${charts.push(JSON.stringify(value)) - 1}` : value,
    1,
  );
  return `${text.replace(chartMark, (_, i) => charts[Number(i)] ?? "null")}\n`;
}

/** Stands for a chart until the rest is written. */
const mark = "c2s-chart-";
const chartMark = new RegExp(`(?<="${chartType.replace(/[.+]/g, "\\$&")}": )"${mark}(\\d+)"`, "g");

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
  return JSON.stringify(output.data?.[chartType])?.length ?? 0;
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
