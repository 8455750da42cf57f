import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { projectRoot } from "../../lib/core/files.ts";
import { setup } from "../../lib/cli/setup.ts";

async function said(args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await setup(args, (line) => lines.push(line), new AbortController().signal);
  return { code, lines };
}

Deno.test("setup() refuses what it does not know with exit code 2 and its usage", async () => {
  for (const args of [["--nee"], ["--need"], ["--need", "gpu"], ["--need", "jupyter", "more"]]) {
    const { code, lines } = await said(args);
    assertEquals([code, lines.length], [2, 1]);
    assertStringIncludes(lines[0] ?? "", "Usage: deno task setup [--need jupyter]");
  }
});

Deno.test("setup() --help prints its usage and does nothing", async () => {
  const { code, lines } = await said(["--help"]);
  assertEquals([code, lines.length], [0, 1]);
});

Deno.test("set-up loads no package, because packages are what it installs", async () => {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", join(projectRoot, "lib", "cli", "setup.ts")],
  }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as {
    modules: { specifier: string }[];
  };
  const packages = modules.map(({ specifier }) => specifier)
    .filter((specifier) => !/^(file|node):/.test(specifier));
  assertEquals(packages, []);
});
