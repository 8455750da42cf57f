import { assert } from "@std/assert";
import { PeakMemory } from "../../../lib/cli/bench/peak_memory.ts";

Deno.test("PeakMemory sees what a computation had and gave back, and forgets it the next time", async () => {
  const memory = new PeakMemory(), bytes = 3e8;
  try {
    const before = await memory.peak();
    let block: Uint8Array | undefined = new Uint8Array(bytes).fill(1);
    const ends = performance.now() + 150;
    while (performance.now() < ends) block[0] = 2;
    const most = await memory.peak();
    assert(most > before + 0.8 * bytes, `${most} after ${before}`);
    assert(block.length > 0);
    block = undefined;
  } finally {
    memory.end();
  }
});
