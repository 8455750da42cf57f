import { assert } from "@std/assert";

Deno.test("the worker that watches memory answers any message with bytes", async () => {
  const url = new URL("../../../lib/cli/bench/peak_memory_worker.ts", import.meta.url);
  const worker = new Worker(url, { type: "module" });
  const bytes = await new Promise<number>((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage("how much?");
  });
  worker.terminate();
  assert(bytes > 1e6 && bytes < 1e12, `${bytes}`);
});
