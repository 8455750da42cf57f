import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { jupyter } from "../../../lib/cli/setup/jupyter.ts";
import { perform } from "../../../lib/cli/setup/step.ts";
import { hasShell, inProject } from "./project.ts";

/** Answers the questions of set-up, makes an environment of itself, and "installs" JupyterLab. */
const python = (pip: string) =>
  `#!/bin/sh
case "$*" in
  *"import pip"*) exit 0 ;;
  *find_spec*) echo 3 12 1 ;;
  *"-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  *"-m pip install"*) ${pip} ;;
esac
`;

Deno.test({
  name: "set-up makes .venv, installs the pinned Jupyter and then finds it ready",
  ignore: !hasShell,
  fn: () => {
    const install = `touch "$(dirname "$0")/jupyter-lab"; echo "$@" > "$(dirname "$0")/told"`;
    return inProject({ "bin/python3": python(install) }, async (context) => {
      const PATH = `${join(context.root, "bin")}:${Deno.env.get("PATH")}`;
      const given = { ...context, env: { PATH } };
      assertEquals((await perform(jupyter, given)).state, "done");
      const told = await Deno.readTextFile(join(context.place.bin, "told"));
      assertStringIncludes(told, "requirements.txt");
      assertEquals((await perform(jupyter, given)).state, "ready");
    });
  },
});

Deno.test({
  name: "a .venv whose installation was cut short is gone on with, not taken for whole",
  ignore: !hasShell,
  fn: () =>
    inProject({ "bin/python3": python("exit 1") }, async (context) => {
      const PATH = `${join(context.root, "bin")}:${Deno.env.get("PATH")}`;
      const given = { ...context, env: { PATH } };
      assertEquals((await perform(jupyter, given)).state, "missing");
      const install = `touch "$(dirname "$0")/jupyter-lab"`;
      await Deno.writeTextFile(context.place.python, python(install));
      assertEquals((await perform(jupyter, given)).state, "done");
    }),
});
