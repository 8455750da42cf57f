import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { lab } from "../../lib/cli/lab.ts";
import { hasShell, inProject } from "./setup/project.ts";

Deno.test({
  name: "lab() starts JupyterLab in notebooks/ with the kernel in sight and passes arguments on",
  ignore: !hasShell,
  fn: () => {
    const python =
      `#!/bin/sh\n{ pwd; echo "$JUPYTER_PATH"; echo "$@"; } > "${"$"}(dirname "$0")/told"\nexit 7\n`;
    return inProject({ ".venv/bin/python": python, "notebooks/a": "" }, async ({ root, place }) => {
      assertEquals(await lab(["--no-browser", "--port", "8890"], root), 7);
      const told = await Deno.readTextFile(join(place.bin, "told"));
      const [folder, kernels, words = ""] = told.trim().split("\n");
      assertEquals(folder, join(root, "notebooks"));
      assertEquals(kernels, join(root, ".venv", "share", "jupyter"));
      assertMatch(words, /^-m jupyterlab .*=deno --no-browser --port 8890$/);
    });
  },
});

Deno.test("lab() without an installed JupyterLab ends with code 1", async () => {
  await inProject({}, async ({ root }) => assertEquals(await lab([], root), 1));
});
