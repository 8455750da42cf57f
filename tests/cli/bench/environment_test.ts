import { assertRejects } from "@std/assert";
import { peerPython } from "../../../lib/cli/bench/environment.ts";

Deno.test("peerPython() stops where it is told to, before it makes or installs anything", async () => {
  const signal = AbortSignal.abort(new Error("stopped"));
  await assertRejects(() => peerPython(["none==0"], signal), Error);
});
