import { assertEquals, assertNotEquals } from "@std/assert";
import { display, inKernel, type Tally, tallyKey } from "../../lib/show/display.ts";
import { inFakeKernel } from "./fake_kernel.ts";

function tally(): Tally {
  return (globalThis as unknown as Record<symbol, Tally>)[Symbol.for(tallyKey)] as Tally;
}

Deno.test("inKernel() is false outside a notebook", () => {
  assertEquals(inKernel(), false);
});

Deno.test("display() numbers what it shows and counts it on globalThis", async () => {
  const sent = await inFakeKernel(async () => {
    await display({ "text/plain": "a" });
    await display({ "text/plain": "b" }, { caption: true }, { "image/png": { width: 3 } });
  });
  assertEquals(sent.map(({ kind }) => kind), ["display_data", "display_data"]);
  assertEquals(sent.map(({ metadata }) => metadata.c2s), [{ seq: 1 }, { seq: 2, caption: true }]);
  assertEquals(sent[1]?.metadata["image/png"], { width: 3 });
  assertNotEquals(sent[0]?.place, sent[1]?.place);
  assertEquals(tally(), { shown: 2, updates: {} });
});

Deno.test("display() replaces in place and counts the replacements", async () => {
  const sent = await inFakeKernel(async () => {
    const place = await display({ "text/plain": "half" });
    await place.replace({ "text/plain": "more" });
    await place.replace({ "text/plain": "all" });
  });
  assertEquals(sent.map(({ kind }) => kind), [
    "display_data",
    "update_display_data",
    "update_display_data",
  ]);
  assertEquals(new Set(sent.map(({ place }) => place)).size, 1);
  assertEquals(sent[2]?.metadata.c2s, { seq: 1, update: 2 });
  assertEquals(tally(), { shown: 1, updates: { 1: 2 } });
});

Deno.test("display() outside a notebook does nothing", async () => {
  const place = await display({ "text/plain": "nobody sees this" });
  assertEquals(await place.replace({ "text/plain": "nor this" }), undefined);
});
