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

Deno.test("a command does not write over what it is to read, however the path is written", async () => {
  const { code, said } = await c2s(
    ...["index", "--images", "a", "--layout", "README.md", "--out", "./lib/../README.md"],
  );
  assertEquals(code, 2);
  assertStringIncludes(said, "--out would be written over what is read");
  const dropped = await c2s("quality", "--index", "i.csv", "--out", "q.csv", "--drop", "i.csv");
  assertStringIncludes(dropped.said, 'found "--drop i.csv and --index i.csv"');
  // A name that is no path may be that of the output.
  const free = await c2s("measure", "--index", "i.csv", "--labels", "l", "--out", "x", "--by", "x");
  assertEquals(free.said.includes("written over"), false);
});

Deno.test("an unknown option is a wrong command line, in one line", async () => {
  const { code, said } = await c2s("datasets", "--colour", "red");
  assertEquals(code, 2);
  assertStringIncludes(said, "--colour");
  assertEquals(said.includes("    at "), false);
});
