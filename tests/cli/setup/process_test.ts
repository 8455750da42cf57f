import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { dirname } from "node:path";
import { lastWords, run, which } from "../../../lib/cli/setup/process.ts";

const deno = Deno.execPath();
const evaluate = (code: string) => ["eval", "--no-config", code];

Deno.test("run() keeps exit code, output and complaints", async () => {
  const code = `console.log("out"); console.error("complaint"); Deno.exit(3)`;
  const outcome = await run(deno, evaluate(code));
  assertEquals(outcome.code, 3);
  assertEquals(outcome.out.trim(), "out");
  assertStringIncludes(outcome.err, "complaint");
});

Deno.test("run() ends a program that takes too long, with code 124", async () => {
  const outcome = await run(deno, evaluate("setTimeout(() => {}, 60000)"), { timeout: 300 });
  assertEquals(outcome.code, 124);
});

Deno.test("run() throws the reason of the signal that stopped the program", async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("Ctrl-C")), 300);
  await assertRejects(
    () => run(deno, evaluate("setTimeout(() => {}, 60000)"), { signal: stop.signal }),
    Error,
    "Ctrl-C",
  );
});

Deno.test("lastWords() prefers the last error over what follows it, without colours", () => {
  const err = "note: building\n\x1b[31mERROR: no wheel\x1b[0m\nhint: try again\n";
  assertEquals(lastWords({ code: 1, out: "", err }), "ERROR: no wheel");
  assertEquals(lastWords({ code: 1, out: "", err: "" }), "exit code 1");
});

Deno.test("which() finds a program on the path it is given, and nothing elsewhere", async () => {
  const name = Deno.build.os === "windows" ? "deno" : deno.split("/").at(-1) ?? "";
  assert(await which(name, dirname(deno)) !== undefined);
  assertEquals(await which("no-such-program"), undefined);
});
