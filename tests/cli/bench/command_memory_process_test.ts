import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(
  new URL("../../../lib/cli/bench/command_memory_process.ts", import.meta.url),
);

Deno.test("the process of a command prints bytes alone, and ends with the command's code", async () => {
  const run = async (...args: string[]) => {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-q", "-A", "--no-check", script, ...args],
      stderr: "null",
    }).output();
    return { code, out: new TextDecoder().decode(stdout).trim() };
  };
  const help = await run("segment", "--help");
  assertEquals(help.code, 0);
  assert(/^\d+$/.test(help.out), help.out);
  assertEquals((await run("segment")).code, 2);
});
