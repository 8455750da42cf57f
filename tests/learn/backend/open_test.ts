import { assert, assertEquals, assertInstanceOf, assertMatch } from "@std/assert";
import process from "node:process";
import { order } from "../../../lib/learn/backend/choose.ts";
import { openers } from "../../../lib/learn/backend/open.ts";
import { type Opened, Unavailable } from "../../../lib/learn/backend/types.ts";

/** Somebody's own handler of errors. */
const mine = () => {};
process.on("unhandledRejection", mine);
/** What happens when a backend is opened for the first time, which greets and installs handlers. */
const first = await watched(async () => {
  await openers.wasm(true);
  await openers.cpu(true);
});
process.removeListener("unhandledRejection", mine);

/** Handlers of errors before and after some work, and what it said on the console. */
async function watched(work: () => Promise<void>) {
  const handlers = () =>
    ["uncaughtException", "unhandledRejection"].map((event) => process.rawListeners(event));
  const said: unknown[] = [], before = handlers(), { log, warn, info } = console;
  const note = (...all: unknown[]) => said.push(...all);
  Object.assign(console, { log: note, warn: note, info: note });
  try {
    await work();
    return { before, after: handlers(), said };
  } finally {
    Object.assign(console, { log, warn, info });
  }
}

Deno.test("openers has one for each name that can be chosen, and no other", () => {
  assertEquals(Object.keys(openers).sort(), [...order].sort());
});

Deno.test("openers set the backend of their name, and say what computes", async () => {
  for (const name of ["cpu", "wasm", "cpu"] as const) {
    const { tf, device, regret } = await openers[name](true);
    assertEquals(tf.getBackend(), name);
    assertEquals([...await tf.add([1, 2], 3).data()], [4, 5]);
    assertMatch(device, name === "cpu" ? /^plain JavaScript, 1 / : /^WebAssembly, 1 CPU core$/);
    assertEquals(regret, undefined);
  }
});

Deno.test("openers share one TensorFlow.js, so that tensors of one can be given to another", async () => {
  const { tf } = await openers.cpu(true);
  const made = tf.tensor1d([1, 2]);
  const other = (await openers.wasm(true)).tf;
  assert(other === tf);
  assertEquals([...other.mul(made, 2).dataSync()], [2, 4]);
  made.dispose();
});

Deno.test("openers put the kernels of a backend right once, however often it is opened", async () => {
  for (const name of ["cpu", "wasm"] as const) {
    const { tf } = await openers[name](true);
    const kernels = () => ["AvgPool", "Conv2D"].map((kernel) => tf.getKernel(kernel, name));
    const before = kernels();
    await openers[name](true);
    kernels().forEach((kernel, i) => assert(kernel === before[i], `${name} ${kernel.kernelName}`));
  }
});

Deno.test("openers.wasm leaves nobody's errors to the handlers of its module", () => {
  assert(first.before.some((listeners) => listeners.includes(mine)));
  assertEquals(first.after, first.before);
});

Deno.test("openers leave TensorFlow.js' production mode as it was", async () => {
  const { tf } = await openers.cpu(true);
  const flags = tf.env() as unknown as { set: (flag: string, value: boolean) => void };
  const before = tf.env().getBool("PROD");
  try {
    for (const production of [true, false]) {
      flags.set("PROD", production);
      await openers.wasm(true);
      assertEquals(tf.env().getBool("PROD"), production);
    }
  } finally {
    flags.set("PROD", before);
  }
});

Deno.test("openers say nothing on the console", () => {
  assertEquals(first.said, []);
});

Deno.test("openers of native backends compute, or say in words why they are not here", async () => {
  for (const name of ["tensorflow", "webgpu"] as const) {
    const outcome: Opened | Error = await openers[name](false).catch((error) => error as Error);
    if (outcome instanceof Error) {
      assertInstanceOf(outcome, Unavailable);
      assertMatch(
        outcome.message,
        /native binding|no graphics card|in software|cannot start|adapter/i,
      );
    } else {
      assertEquals(outcome.tf.getBackend(), name);
      assertEquals([...await outcome.tf.add([1, 2], 3).data()], [4, 5]);
    }
  }
  await openers.cpu(true);
});
