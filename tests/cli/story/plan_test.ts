import { assert, assertEquals, assertRejects } from "@std/assert";
import { resolve } from "node:path";
import { readPlan, usage } from "../../../lib/cli/story/plan.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { projectRoot } from "../../../lib/core/files.ts";

Deno.test("readPlan() takes the simulated screen, all notebooks and out where nothing is said", async () => {
  assertEquals(await readPlan([]), {
    data: "simulated",
    out: resolve(projectRoot, "out"),
    mirror: undefined,
    size: undefined,
    only: undefined,
    timeout: 3600,
    solutions: false,
    save: false,
    stale: false,
  });
  assertEquals(await readPlan(["-h"]), "help");
});

Deno.test("readPlan() reads folders as absolute paths", async () => {
  const plan = await readPlan(["--data", "tests", "--mirror", "lib", "--timeout", "2.5"]);
  assert(plan !== "help");
  assertEquals([plan.data, plan.mirror, plan.timeout], [resolve("tests"), resolve("lib"), 2.5]);
});

Deno.test("readPlan() saves outputs of the default screen only", async () => {
  for (const args of [["--data", "real"], ["--size", "small"]]) {
    await assertRejects(() => readPlan(["--save", ...args]), InputError, args.join(" "));
  }
});

Deno.test("the story's help names every option", async () => {
  for (const option of usage.matchAll(/^ {2}--(\w+)( [A-Z]+)?/gm)) {
    const [, name, value] = option;
    if (["help", "data", "mirror"].includes(name!)) continue;
    const given = value === undefined ? [] : [name === "timeout" ? "5" : "a"];
    assert(await readPlan([`--${name}`, ...given]) !== "help", name);
  }
});
