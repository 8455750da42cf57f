import { join } from "node:path";
import { lastWords, run } from "./process.ts";
import type { Step } from "./step.ts";

/**
 * Installs the npm packages of `deno.json` into `node_modules`.
 *
 * Nothing of the project runs without them, so a failure here is an error and not a shortfall.
 */
export const npm: Step = {
  name: "npm packages",
  fingerprint: async ({ root }) => {
    const { imports } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
    const lock = await Deno.readTextFile(join(root, "deno.lock")).catch(() => "none");
    return JSON.stringify([imports, lock, Deno.version.deno, Deno.build.target]);
  },
  outputs: ({ root }) => [join(root, "node_modules", ".deno")],
  run: async ({ root, signal, env = {} }) => {
    const outcome = await run(Deno.execPath(), ["install", "--quiet"], { cwd: root, signal, env });
    if (outcome.code !== 0) {
      throw new Error(`The npm packages cannot be installed: ${lastWords(outcome)}`);
    }
    return "installed";
  },
};
