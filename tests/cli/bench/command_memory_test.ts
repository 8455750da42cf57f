import { assert, assertRejects } from "@std/assert";
import { commandMemory } from "../../../lib/cli/bench/command_memory.ts";

Deno.test("commandMemory() gives the memory of a process that ran the command", async () => {
  const bytes = await commandMemory(["datasets", "--json"]);
  assert(bytes > 2e7 && bytes < 1e9, `${bytes}`);
});

Deno.test("commandMemory() fails with what the command complained of", async () => {
  const run = () => commandMemory(["segment", "--index", "nowhere.csv", "--out", "nowhere"]);
  const { message } = await assertRejects(run, Error, "c2s segment --index nowhere.csv");
  assert(message.includes("no such file"), message);
});
