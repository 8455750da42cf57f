import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { InputError } from "../../lib/core/errors.ts";
import { findChromium } from "./chromium.ts";
import { front } from "./front.ts";

async function run(args: string[], find?: typeof findChromium) {
  const said: string[] = [], { log, error } = console;
  console.log = console.error = (line: unknown) => void said.push(String(line));
  try {
    return { code: await front(args, find), said: said.join("\n") };
  } finally {
    Object.assign(console, { log, error });
  }
}

/** Variables as a process has them. */
function environment(variables: Record<string, string>) {
  return { get: (name: string) => variables[name] };
}

Deno.test("front explains itself and refuses a wrong command line", async () => {
  const help = await run(["--help"]);
  assertEquals(help.code, 0);
  assertStringIncludes(help.said, "--only NUMBERS");
  for (const wrong of [["--only", "99"], ["--timeout", "soon"], ["--fast"]]) {
    const { code, said } = await run(wrong);
    assertEquals(code, 2);
    assertStringIncludes(said, wrong.at(-1) as string);
  }
});

Deno.test("a browser that C2S_CHROMIUM names is taken, or refused where it is not there", async () => {
  const program = Deno.execPath();
  assertEquals(await findChromium(environment({ C2S_CHROMIUM: program })), program);
  await assertRejects(
    () => findChromium(environment({ C2S_CHROMIUM: "/no/such/browser" })),
    InputError,
    "/no/such/browser",
  );
});

Deno.test("a browser on PATH is found by its usual names", async () => {
  const folder = await Deno.makeTempDir();
  const program = join(folder, "google-chrome");
  await Deno.writeTextFile(program, "");
  assertEquals(await findChromium(environment({ PATH: folder })), program);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("without a browser front says what to install", async () => {
  const { code, said } = await run(["--only", "01"], () => Promise.resolve(undefined));
  assertEquals(code, 1);
  assertStringIncludes(said, "apt install chromium");
});
