import { assertEquals, assertRejects } from "@std/assert";
import { startPeer } from "../../../lib/cli/bench/peer_process.ts";
import { jupyterEnvironment } from "../../../lib/cli/setup/environment.ts";

const { python } = jupyterEnvironment();

Deno.test("startPeer() answers every run and ends when it is told to", async () => {
  const peer = await startPeer(python, new URL("./fixtures/double.py", import.meta.url), "4");
  assertEquals([(await peer.run()).result, (await peer.run()).result], ["8", "8"]);
  await peer.end();
});

Deno.test("startPeer() says which program could not start", async () => {
  const script = new URL("./fixtures/no_such_file.py", import.meta.url);
  await assertRejects(() => startPeer(python, script, ""), Error, "no_such_file.py ended");
});
