import { assertEquals, assertStringIncludes } from "@std/assert";
import { main } from "../../lib/cli/main.ts";

const names = [
  ...[
    "aggregate",
    "combat",
    "datasets",
    "fetch",
    "illumination",
    "measure",
    "normalize",
    "quality",
  ],
  ...["reduce", "score", "segment", "select", "simulate", "train", "whiten"],
];

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [], err: string[] = [];
  const saved = console.error;
  console.error = (line: unknown) => err.push(String(line));
  try {
    const code = await main(args, (line) => out.push(line));
    return { code, out: out.join("\n"), err: err.join("\n") };
  } finally {
    console.error = saved;
  }
}

Deno.test("c2s without a command lists the commands and fails as a wrong command line", async () => {
  const { code, out } = await run();
  assertEquals(code, 2);
  for (const name of names) assertStringIncludes(out, name);
});

Deno.test("c2s --help lists the commands and succeeds", async () => {
  assertEquals((await run("--help")).code, 0);
});

Deno.test("c2s names the commands there are where the command is unknown", async () => {
  const { code, err } = await run("fech");
  assertEquals(code, 2);
  assertStringIncludes(err, 'no command "fech"');
  assertStringIncludes(err, "fetch");
});

Deno.test("every command explains itself with usage, options and an example", async () => {
  for (const name of names) {
    const { code, out } = await run(name, "--help");
    assertEquals(code, 0);
    assertStringIncludes(out, `Usage: c2s ${name}`);
    assertStringIncludes(out, "--json");
    assertStringIncludes(out, "For example:");
  }
});

Deno.test("an unknown option is a wrong command line, in one line", async () => {
  const { code, err } = await run("datasets", "--colour", "red");
  assertEquals(code, 2);
  assertStringIncludes(err, "--colour");
  assertEquals(err.includes("    at "), false);
});
