import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { showProgress } from "../../lib/show/progress.ts";
import { onStop, pressStop, StoppedError } from "../../lib/show/stop.ts";
import { inFakeKernel } from "./fake_kernel.ts";

/** Presses Stop and catches what is said. */
function press(): string {
  const said: string[] = [], saved = console.error;
  console.error = (line: unknown) => void said.push(String(line));
  try {
    pressStop(undefined);
  } finally {
    console.error = saved;
  }
  return said.join("\n");
}

Deno.test("after Stop the next report of a step throws, and its line says how far it was", async () => {
  const sent = await inFakeKernel(async () => {
    const progress = await showProgress(9, { label: "Work", interval: 0 });
    progress.set(3);
    assertMatch(press(), /^Stop: the step ends where it next reports/);
    assertThrows(() => progress.tick(), StoppedError, "Work: stopped at 3 of 9");
    assertThrows(() => progress.set(5), StoppedError);
    await progress.done();
  });
  assertMatch(sent.at(-1)?.data["text/plain"] as string, /^Work: 3 of 9 in .* s, then stopped$/);
});

Deno.test("Stop leaves steps that are done, and those that begin later", async () => {
  await inFakeKernel(async () => {
    const before = await showProgress(2, { label: "Before" });
    await before.done();
    assertMatch(press(), /^Stop: what earlier cells computed is kept/);
    before.tick();
    const after = await showProgress(2, { label: "After" });
    after.tick();
    await after.done();
  });
});

Deno.test("onStop() calls once, and not at all once it is taken back", () => {
  let calls = 0;
  onStop(() => calls++);
  onStop(() => calls += 10)();
  press();
  press();
  assertEquals(calls, 1);
});
