import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Bench } from "../../../lib/cli/bench/bench.ts";
import { measure } from "../../../lib/cli/bench/measure.ts";
import { jupyterEnvironment } from "../../../lib/cli/setup/environment.ts";
import { exists } from "../../../lib/core/files.ts";

const { python } = jupyterEnvironment();
const peer = {
  name: "Python",
  packages: [],
  script: new URL("./fixtures/double.py", import.meta.url),
};
const double: Bench = {
  name: "double",
  what: "doubling",
  repeats: 3,
  peer,
  prepare: () =>
    Promise.resolve({
      input: "21",
      peerInput: "21",
      run: () => 42,
      check: (ours, theirs) => assertEquals(String(ours), theirs),
    }),
};

Deno.test("measure() runs both sides, compares their results and gives the ratio of the medians", async () => {
  assert(await exists(python), "deno task setup has not been run");
  const { seconds, peer, ratio, peakBytes } = await measure(double, python);
  assert(peer !== undefined && peer.seconds > 0 && peer.peakBytes > 1e6 && peakBytes > 1e6);
  assertEquals(ratio, seconds / peer.seconds);
});

Deno.test("measure() fails where both sides give different results", async () => {
  const wrong: Bench = {
    ...double,
    prepare: async (folder) => ({ ...await double.prepare(folder), run: () => 43 }),
  };
  await assertRejects(() => measure(wrong, python), Error, "42");
});

Deno.test("measure() runs a reference in turn in this process, and counts memory that was given back", async () => {
  const bytes = 2e8, order: string[] = [];
  const { peer, ratio, peakBytes } = await measure({
    name: "reference",
    what: "filling",
    repeats: 2,
    prepare: () =>
      Promise.resolve({
        input: "",
        run: () => {
          order.push("ours");
          const block = new Uint8Array(bytes).fill(1), ends = performance.now() + 60;
          while (performance.now() < ends) block[0]!++;
        },
        reference: {
          name: "nothing",
          run: () => new Promise((resolve) => setTimeout(resolve, order.push("other"))),
        },
      }),
  });
  assertEquals(order.join(" "), "ours other ours other ours other");
  assertEquals(peer!.name, "nothing");
  assert(ratio! > 1 && peakBytes > bytes, `${ratio}, ${peakBytes}`);
});

Deno.test("measure() takes the memory that runs tell of their own processes, and sets the limit by it", async () => {
  const { peakBytes, peer, memoryTarget } = await measure({
    name: "processes",
    what: "telling",
    repeats: 1,
    memoryTarget: (peerBytes) => 2 * peerBytes,
    prepare: () =>
      Promise.resolve({
        input: "",
        run: () => "7e8",
        reference: { name: "fewer", run: () => "3e8" },
        peakBytes: Number,
      }),
  });
  assertEquals([peakBytes, peer!.peakBytes, memoryTarget], [7e8, 3e8, 6e8]);
});

Deno.test("measure() waits for a comparison that takes its time", async () => {
  const late: Bench = {
    ...double,
    prepare: async (folder) => ({
      ...await double.prepare(folder),
      check: () => Promise.reject(new Error("too far apart")),
    }),
  };
  await assertRejects(() => measure(late, python), Error, "too far apart");
});

Deno.test("measure() takes the median of its runs without the first, and removes its folder", async () => {
  let runs = 0, made = "";
  const waits = [60, 1, 30, 1];
  const { seconds, peer, ratio } = await measure({
    name: "wait",
    what: "waiting",
    repeats: 3,
    prepare: (folder) => {
      made = folder;
      const run = () => new Promise((resolve) => setTimeout(resolve, waits[runs++]));
      return Promise.resolve({ input: "", run });
    },
  });
  assertEquals([runs, peer, ratio], [4, undefined, undefined]);
  assert(seconds < 0.03, `${seconds} s`);
  assertEquals(await exists(made), false);
});
