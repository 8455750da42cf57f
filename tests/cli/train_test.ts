import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { command } from "../../lib/cli/train.ts";
import { c2s } from "./run.ts";

Deno.test("c2s train has an example that names a network it knows", async () => {
  assertEquals(command.example.startsWith("c2s train nucleus "), true);
  const invocation = { positionals: ["nothing"] } as unknown as Parameters<typeof command.run>[0];
  await assertRejects(() => command.run(invocation), Error, "allowed: nucleus");
});

Deno.test("c2s train <network> --help has the options and the example of that network alone", async () => {
  const { out } = await c2s("train", "hcs_small", "--help");
  for (
    const part of ["--screen", "--rate", "--skip-bad", "For example: c2s train hcs_small --screen"]
  ) {
    assertStringIncludes(out, part);
  }
  for (const part of ["--images", "--remedy", "hcs_small: "]) {
    assertEquals(out.includes(part), false, part);
  }
});
