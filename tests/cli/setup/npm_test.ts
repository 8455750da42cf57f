import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { npm } from "../../../lib/cli/setup/npm.ts";
import { perform } from "../../../lib/cli/setup/step.ts";
import { inProject } from "./project.ts";

Deno.test("packages that cannot be installed are an error, since nothing runs without them", async () => {
  const configuration = JSON.stringify({
    nodeModulesDir: "auto",
    imports: { missing: "npm:missing-package@1.0.0" },
  });
  await inProject({ "deno.json": configuration }, async (context) => {
    context.env = {
      DENO_DIR: join(context.root, "cache"),
      NPM_CONFIG_REGISTRY: "http://127.0.0.1:9/",
    };
    const error = await assertRejects(() => perform(npm, context), Error);
    assertEquals(error.message.startsWith("The npm packages cannot be installed: "), true);
  });
});
