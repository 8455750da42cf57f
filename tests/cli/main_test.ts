import { assertEquals, assertStringIncludes } from "@std/assert";
import { c2s } from "./run.ts";

const names = [
  ...[
    "aggregate",
    "combat",
    "datasets",
    "describe",
    "fetch",
    "harmony",
    "illumination",
    "measure",
    "normalize",
    "quality",
  ],
  ...["reduce", "score", "segment", "select", "simulate", "train", "tvn", "whiten"],
];

Deno.test("c2s without a command lists the commands and fails as a wrong command line", async () => {
  const { code, out } = await c2s();
  assertEquals(code, 2);
  for (const name of names) assertStringIncludes(out, name);
});

Deno.test("c2s --help lists the commands and succeeds", async () => {
  assertEquals((await c2s("--help")).code, 0);
});

Deno.test("c2s names the commands there are where the command is unknown", async () => {
  const { code, said } = await c2s("fech");
  assertEquals(code, 2);
  assertStringIncludes(said, 'no command "fech"');
  assertStringIncludes(said, "fetch");
});

Deno.test("every command explains itself with usage, options and an example", async () => {
  for (const name of names) {
    const { code, out } = await c2s(name, "--help");
    assertEquals(code, 0);
    assertStringIncludes(out, `Usage: c2s ${name}`);
    assertStringIncludes(out, "--json");
    assertStringIncludes(out, "For example:");
  }
});

Deno.test("an unknown option is a wrong command line, in one line", async () => {
  const { code, said } = await c2s("datasets", "--colour", "red");
  assertEquals(code, 2);
  assertStringIncludes(said, "--colour");
  assertEquals(said.includes("    at "), false);
});
