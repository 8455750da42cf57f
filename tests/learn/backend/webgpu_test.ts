import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { Unavailable } from "../../../lib/learn/backend/types.ts";
import { loud, openWebGpu } from "../../../lib/learn/backend/webgpu.ts";

Deno.test("openWebGpu() does not load TensorFlow.js where there is no real graphics card", async () => {
  const load = () => Promise.reject(new Error("loaded"));
  const outcome = await openWebGpu(load, false).catch((error) => error as Error);
  if (outcome instanceof Unavailable) assertMatch(outcome.message, /no graphics card|in software/);
  else assertEquals((outcome as Error).message, "loaded");
});

Deno.test("webgpu and tensorflow live in one process, in either order", async () => {
  const opened: string[] = [];
  for (const backend of ["webgpu", "tensorflow", "webgpu"] as const) {
    try {
      const { tf } = await openBackend({ backend, log: () => {} });
      assertEquals([...await tf.add([1, 2], 3).data()], [4, 5]);
      opened.push(backend);
    } catch (error) {
      assertMatch((error as Error).message, /^Cannot open a backend/);
    }
  }
  console.log(`  opened in this order: ${opened.join(", ") || "neither is here"}`);
  assert(opened.length <= 3);
});

Deno.test("loud() lets no value be read once the card has reported an error", async () => {
  const device = new EventTarget();
  const backend = loud({ read: (id: object) => Promise.resolve(id) }, device, "a card");
  const id = {};
  assertEquals(await backend.read(id), id);
  const event = Object.assign(new Event("uncapturederror"), { error: { message: " no shader\n" } });
  device.dispatchEvent(event);
  await assertRejects(
    () => backend.read(id),
    Error,
    "The graphics card a card reports an error: no shader",
  );
});
