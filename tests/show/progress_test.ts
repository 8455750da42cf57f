import { assert, assertEquals, assertMatch } from "@std/assert";
import { duration, showProgress } from "../../lib/show/progress.ts";
import { inFakeKernel } from "./fake_kernel.ts";

Deno.test("showProgress() updates one place, not at every tick, and ends in a static line", async () => {
  const sent = await inFakeKernel(async () => {
    const progress = await showProgress(1000, { label: "Measuring <fields>", interval: 20 });
    for (let i = 0; i < 1000; i++) {
      progress.tick();
      if (i % 100 === 0) await new Promise((go) => setTimeout(go, 10));
    }
    await progress.done();
    progress.tick();
    await progress.done();
  });
  assert(sent.length >= 3 && sent.length < 30, `${sent.length} messages for 1000 ticks`);
  assertEquals(new Set(sent.map(({ place }) => place)).size, 1);
  assertMatch(
    sent[0]?.data["text/html"] as string,
    /&lt;fields&gt; <progress max="1000" value="0">/,
  );
  assertMatch(
    sent.at(-1)?.data["text/html"] as string,
    /^<small>Measuring &lt;fields&gt;: 1000 of 1000 in [\d.]+ s<\/small>$/,
  );
});

Deno.test("showProgress() shows the last count after a pause without ticks", async () => {
  const sent = await inFakeKernel(async () => {
    const progress = await showProgress(9, { label: "Work", interval: 20 });
    progress.set(3);
    progress.set(4);
    await new Promise((go) => setTimeout(go, 60));
    await progress.done();
  });
  assert(sent.some(({ data }) => data["text/plain"] === "Work: 4 of 9"));
});

Deno.test("showProgress() is silent where there is neither notebook nor terminal", async () => {
  const code = `import { showProgress } from "./lib/show/progress.ts";
    const progress = await showProgress(3, { label: "Work" });
    progress.tick(); await progress.done();`;
  const root = new URL("../../", import.meta.url);
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", code],
    cwd: decodeURIComponent(root.pathname),
  }).output();
  assert(success);
  assertEquals(stdout.length + stderr.length, 0);
});

Deno.test("duration() fits its unit to the time", () => {
  assertEquals([0.04, 9.94, 9.96, 59.4, 61, 3599, 7384].map(duration), [
    "0.0 s",
    "9.9 s",
    "10 s",
    "59 s",
    "1 min 1 s",
    "59 min 59 s",
    "2 h 3 min",
  ]);
});
