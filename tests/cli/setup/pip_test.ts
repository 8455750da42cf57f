import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { pip, requirements } from "../../../lib/cli/setup/pip.ts";
import { Shortfall } from "../../../lib/cli/setup/step.ts";
import { hasShell, inProject } from "./project.ts";

/** A Python whose pip writes down what it was told and answers in one way. */
const python = (answer: string) => `#!/bin/sh\necho "$@" >> "$(dirname "$0")/told"\n${answer}\n`;

async function told(root: string): Promise<string[]> {
  const text = await Deno.readTextFile(join(root, ".venv", "bin", "told"));
  return text.trim().split("\n").map((line) => /--retries (\d)/.exec(line)?.[1] ?? "");
}

Deno.test({
  name: "pip() lets pip retry where the index answered at once, and asks only one time",
  ignore: !hasShell,
  fn: () =>
    inProject({ ".venv/bin/python": python("exit 0") }, async (context) => {
      await pip(context, ["install", "a"], "A");
      await pip(context, ["install", "b"], "B");
      assertEquals(await told(context.root), ["1", "5", "5"]);
    }),
});

Deno.test({
  name: "pip() lets pip not retry where an index does not answer",
  ignore: !hasShell,
  fn: () => {
    const warn = `echo "WARNING: Retrying (Retry(total=0)) after connection broken" >&2`;
    return inProject({ ".venv/bin/python": python(warn) }, async (context) => {
      await pip(context, ["install", "a"], "A");
      assertEquals(await told(context.root), ["1", "0"]);
    });
  },
});

Deno.test({
  name: "pip() gives pip's last error where it fails",
  ignore: !hasShell,
  fn: () => {
    const fail = `echo "ERROR: No matching distribution found for a" >&2; exit 1`;
    return inProject({ ".venv/bin/python": python(fail) }, async (context) => {
      await assertRejects(
        () => pip(context, ["install", "a"], "Jupyter"),
        Shortfall,
        "Jupyter cannot be had from pip (ERROR: No matching distribution found for a",
      );
    });
  },
});

Deno.test("pip() without a Python says so", async () => {
  await inProject({}, async (context) => {
    await assertRejects(() => pip(context, ["install", "a"], "Jupyter"), Shortfall, "needs Python");
  });
});

Deno.test("every package that Jupyter needs is pinned to one version", async () => {
  const lines = (await Deno.readTextFile(requirements)).trim().split("\n");
  const loose = lines.filter((line) =>
    !line.startsWith("#") && !/^[\w.-]+==[\w.]+( ;|$)/.test(line)
  );
  assertEquals(loose, []);
});
