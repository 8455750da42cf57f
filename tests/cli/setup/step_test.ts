import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { exists } from "../../../lib/core/files.ts";
import { type Context, perform, Shortfall, type Step } from "../../../lib/cli/setup/step.ts";
import { inProject } from "./project.ts";

function counting(work: (context: Context) => Promise<string>) {
  const step: Step & { input: string; runs: number } = {
    name: "one part",
    input: "first",
    runs: 0,
    fingerprint: () => Promise.resolve(step.input),
    outputs: ({ root }: Context) => [join(root, "product")],
    run: async (context: Context) => {
      step.runs++;
      return await work(context);
    },
  };
  return step;
}

const produce = async ({ root }: Context) => {
  await Deno.writeTextFile(join(root, "product"), "");
  return "a product";
};

const stampOf = (context: Context) => join(context.place.venv, "setup", "one-part");

Deno.test("perform() does a step once and then finds it ready, with the same note", async () => {
  await inProject({}, async (context) => {
    const step = counting(produce);
    assertEquals((await perform(step, context)).state, "done");
    const { state, note } = await perform(step, context);
    assertEquals([state, note, step.runs], ["ready", "a product", 1]);
  });
});

Deno.test("perform() does a step again where its inputs changed or its product is gone", async () => {
  await inProject({}, async (context) => {
    const step = counting(produce);
    await perform(step, context);
    step.input = "second";
    assertEquals((await perform(step, context)).state, "done");
    await Deno.remove(join(context.root, "product"));
    assertEquals((await perform(step, context)).state, "done");
    assertEquals(step.runs, 3);
  });
});

Deno.test("perform() takes the fingerprint after the work, which may change the inputs", async () => {
  await inProject({}, async (context) => {
    const step = counting(async (given) => {
      step.input = "written by the step itself";
      return await produce(given);
    });
    await perform(step, context);
    assertEquals((await perform(step, context)).state, "ready");
  });
});

Deno.test("perform() reports a shortfall and tries it again the next time", async () => {
  await inProject({}, async (context) => {
    const step = counting(() => Promise.reject(new Shortfall("no wheel; wasm serves")));
    for (const _ of [1, 2]) {
      const { state, note } = await perform(step, context);
      assertEquals([state, note], ["missing", "no wheel; wasm serves"]);
    }
    assertEquals(step.runs, 2);
    assertEquals(await exists(stampOf(context)), false);
  });
});

Deno.test("perform() leaves no stamp of an earlier run behind where the work fails", async () => {
  await inProject({}, async (context) => {
    const step = counting(produce);
    await perform(step, context);
    const broken = {
      ...step,
      fingerprint: () => Promise.resolve("new"),
      run: () => Promise.reject(new Error("disk full")),
    };
    await assertRejects(() => perform(broken, context), Error, "disk full");
    assertEquals(await exists(stampOf(context)), false);
  });
});

Deno.test("perform() stopped by Ctrl-C throws, and the next run does the step", async () => {
  await inProject({}, async (context) => {
    const stop = new AbortController();
    const step = counting(async (given) => {
      stop.abort(new DOMException("Stopped by Ctrl-C", "AbortError"));
      given.signal.throwIfAborted();
      return await produce(given);
    });
    await assertRejects(
      () => perform(step, { ...context, signal: stop.signal }),
      DOMException,
      "Ctrl-C",
    );
    assertEquals((await perform(counting(produce), context)).state, "done");
  });
});
