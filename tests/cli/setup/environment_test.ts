import { assertEquals, assertStringIncludes } from "@std/assert";
import { delimiter, isAbsolute } from "node:path";
import { jupyterEnvironment } from "../../../lib/cli/setup/environment.ts";

Deno.test("jupyterEnvironment() puts the virtual environment's programs first on PATH", () => {
  const { bin, env } = jupyterEnvironment();
  assertEquals(env.PATH?.split(delimiter)[0], bin);
});

Deno.test("jupyterEnvironment() names absolute paths inside the project's .venv", () => {
  const place = jupyterEnvironment();
  for (const path of [place.python, place.kernel, place.kernelspec]) {
    assertEquals(isAbsolute(path), true);
    assertStringIncludes(path, place.venv);
  }
});

Deno.test("jupyterEnvironment() uses Scripts and .exe on Windows", () => {
  const { python, kernel } = jupyterEnvironment({ root: "/project", windows: true });
  assertEquals(python.endsWith("python.exe"), true);
  assertStringIncludes(python, "Scripts");
  assertEquals(kernel.endsWith("deno-kernel.exe"), true);
});
