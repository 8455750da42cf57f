import { assertEquals, assertRejects } from "@std/assert";
import { withProgress } from "../../../lib/cli/own_screen/with_progress.ts";

Deno.test("withProgress() gives what the step gives, and its error", async () => {
  assertEquals(await withProgress("Working", () => Promise.resolve("done")), "done");
  await assertRejects(
    () => withProgress("Working", () => Promise.reject(new Error("no"))),
    Error,
    "no",
  );
});
