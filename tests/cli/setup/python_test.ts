import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { findPython, remedy } from "../../../lib/cli/setup/python.ts";
import { Shortfall } from "../../../lib/cli/setup/step.ts";
import { hasShell, inProject } from "./project.ts";

/** A program that answers as a Python of that version would. */
const python = (version: string, complete = true) =>
  `#!/bin/sh\necho ${version.replace(".", " ")} ${complete ? 1 : 0}\n`;

const search = (files: Record<string, string>, check: (PATH: string) => Promise<void>) =>
  inProject(files, ({ root }) => check(join(root, "bin")));

Deno.test({
  name: "findPython() passes over a Python that is too old for a newer one of another name",
  ignore: !hasShell,
  fn: () =>
    search({ "bin/python3": python("3.9"), "bin/python3.12": python("3.12") }, async (PATH) => {
      const found = await findPython({ env: { PATH } });
      assertEquals([found.program, ...found.version], ["python3.12", 3, 12]);
    }),
});

Deno.test({
  name: "findPython() says what to install where there is no Python",
  ignore: !hasShell,
  fn: () =>
    search({ "bin/unrelated": "" }, async (PATH) => {
      const error = await assertRejects(() => findPython({ env: { PATH } }), Shortfall);
      assertStringIncludes(error.message, "Python 3.10 or newer is needed for Jupyter");
      assertStringIncludes(error.message, "none was found");
    }),
});

Deno.test({
  name: "findPython() names the versions that are too old",
  ignore: !hasShell,
  fn: () =>
    search({ "bin/python3": python("3.8"), "bin/python": python("2.7") }, async (PATH) => {
      const error = await assertRejects(() => findPython({ env: { PATH } }), Shortfall);
      assertStringIncludes(error.message, "found python3 3.8, python 2.7");
    }),
});

Deno.test({
  name: "findPython() says how to get the venv module where Debian left it out",
  ignore: !hasShell,
  fn: () =>
    search({ "bin/python3": python("3.11", false) }, async (PATH) => {
      const error = await assertRejects(() => findPython({ env: { PATH } }), Shortfall);
      assertStringIncludes(error.message, "apt install python3.11-venv");
    }),
});

Deno.test("remedy() speaks of the system that it is asked on", () => {
  assertStringIncludes(remedy([], "darwin"), "brew install python");
  assertStringIncludes(remedy([], "windows"), "winget install Python");
});
