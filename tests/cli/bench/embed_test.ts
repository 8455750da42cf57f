import { assertEquals, assertThrows } from "@std/assert";
import { embedBench, embedEagerBench } from "../../../lib/cli/bench/embed.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the benches of embedding refuse a peer whose numbers differ, and promise a speed", async () => {
  await inFolder(async (folder) => {
    const { check, peerInput } = await embedBench.prepare(folder);
    assertEquals(peerInput, folder);
    check!([10, 1], "[10.005, 1]");
    assertThrows(() => check!([10, 1], "[10.5, 1]"), Error, "Two embeddings differ");
    assertThrows(() => check!([10], "[10, 1]"), Error, "Two embeddings differ");
    assertEquals((await Deno.stat(`${folder}/images.raw`)).size, 16 * 299 * 299 * 3 * 4);
  });
  assertEquals([1.4, 3], [embedBench, embedEagerBench].map(({ target }) => 1 / target!));
});
