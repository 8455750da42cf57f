import { assert, assertEquals } from "@std/assert";
import sharp from "sharp";
import { allOutputs, chartType, keptCopy, notebookText } from "../../../lib/cli/story/kept.ts";
import type { Notebook, Output } from "../../../lib/show/notebook.ts";

const holding = (...outputs: Output[]): Notebook => ({
  metadata: { c2s: { data: "simulated", ok: true, began: 1, seconds: 2 } },
  cells: [{ cell_type: "code", source: "show()", execution_count: 1, outputs }],
});
const chart = (seq: number, letters: number): Output => ({
  output_type: "display_data",
  data: { [chartType]: { note: "x".repeat(letters) }, "image/png": "", "text/plain": "a chart" },
  metadata: { c2s: { seq } },
});

Deno.test("keptCopy() takes out times and the number of updates, which differ from run to run", async () => {
  const progress = (update: number, time: string): Output => ({
    output_type: "display_data",
    data: {
      "text/html": [`<small>Work in hand: 1,200 of 1,200 in ${time}</small>`],
      "text/plain": [`Work in hand: 1,200 of 1,200 in ${time}`],
    },
    metadata: { c2s: { seq: 1, update, progress: true } },
  });
  const one = await keptCopy(holding(progress(3, "4.2 s")));
  assertEquals(await keptCopy(holding(progress(9, "2 h 3 min"))), one);
  assertEquals(allOutputs(one)[0]?.data?.["text/plain"], "Work in hand: 1,200 of 1,200");
  assertEquals(allOutputs(one)[0]?.metadata, { c2s: { seq: 1, progress: true } });
  assertEquals(one.metadata.c2s, { data: "simulated", ok: true, sources: ["6d9717aba039"] });
});

Deno.test("keptCopy() gives up the largest charts first, and no more than it must", async () => {
  const executed = holding(chart(1, 100), chart(2, 5000), chart(3, 3000));
  const kept = async (limit: number) =>
    allOutputs(await keptCopy(executed, limit)).map(({ data }) => data?.[chartType] !== undefined);
  assertEquals(await kept(20_000), [true, true, true]);
  assertEquals(await kept(6_000), [true, false, true]);
  assertEquals(await kept(2_500), [true, false, false]);
  assert(allOutputs(executed)[1]?.data?.[chartType] !== undefined, "the executed copy was changed");
});

Deno.test("keptCopy() codes pictures with more loss where giving up charts is not enough", async () => {
  const noise = new Uint8Array(300 * 300 * 3).map((_, i) => (i * 7919) % 251);
  const picture = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } })
    .jpeg({ quality: 95 }).toBuffer();
  const data = { "image/jpeg": new Uint8Array(picture).toBase64(), "text/plain": "noise" };
  const executed = holding({ output_type: "display_data", data });
  const full = notebookText(executed).length;
  const kept = await keptCopy(executed, Math.round(full * 0.8));
  assert(notebookText(kept).length < full * 0.8, String(notebookText(kept).length / full));
  const bytes = Uint8Array.fromBase64(String(allOutputs(kept)[0]?.data?.["image/jpeg"]));
  assertEquals((await sharp(bytes).metadata()).width, 300);
});

Deno.test("notebookText() writes keys in order, one space a level", () => {
  assertEquals(
    notebookText({ metadata: {}, cells: [] }),
    '{\n "cells": [],\n "metadata": {}\n}\n',
  );
});

Deno.test("notebookText() writes each chart on one line, and the same notebook", () => {
  const executed = holding(chart(1, 10), chart(2, 20));
  executed.cells[0]!.source = '"application/vnd.vegalite.v5+json": "c2s-chart-0"';
  const text = notebookText(executed);
  assertEquals(text.split("\n").filter((line) => line.includes('{"note":"xxxxxxxxxx')).length, 2);
  assertEquals(JSON.parse(text), executed);
});
