import { assert, assertEquals } from "@std/assert";

// A process of its own: tests that run beside this one share its memory.
const code = `
import { PeakMemory } from ${
  JSON.stringify(import.meta.resolve("../../../lib/cli/bench/peak_memory.ts"))
};
const memory = new PeakMemory();
const before = await memory.peak();
const block = new Uint8Array(3e8).fill(1);
const ends = performance.now() + 150;
while (performance.now() < ends) block[0] = 2;
console.log(JSON.stringify([before, await memory.peak(), block.length]));
memory.end();
`;

Deno.test("PeakMemory sees what a computation has while it keeps the thread busy", async () => {
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "-q", code],
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  const [before, most, bytes] = JSON.parse(new TextDecoder().decode(stdout)) as number[];
  assertEquals(bytes, 3e8);
  assert(most! > before! + 0.8 * bytes!, `${most} after ${before}`);
});
