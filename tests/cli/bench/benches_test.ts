import { assert, assertEquals } from "@std/assert";
import { benches } from "../../../lib/cli/bench/benches.ts";
import { exists } from "../../../lib/core/files.ts";
import { fileURLToPath } from "node:url";

Deno.test("benches have names of their own, and peers that are pinned and whose script is there", async () => {
  assertEquals(new Set(benches.map(({ name }) => name)).size, benches.length);
  for (const { peer } of benches) {
    if (peer === undefined) continue;
    assert(await exists(fileURLToPath(peer.script)), String(peer.script));
    for (const name of peer.packages) assert(/^[\w.-]+==[\d.]+$/.test(name), name);
  }
});
