import { assertEquals, assertRejects } from "@std/assert";
import { command } from "../../lib/cli/train.ts";

Deno.test("c2s train has an example that names a network it knows", async () => {
  assertEquals(command.example.startsWith("c2s train nucleus "), true);
  const invocation = { positionals: ["nothing"] } as unknown as Parameters<typeof command.run>[0];
  await assertRejects(() => command.run(invocation), Error, "allowed: nucleus");
});
