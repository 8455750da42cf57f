import { assert, assertThrows } from "@std/assert";
import { backgroundBench } from "../../../lib/cli/bench/background.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the bench of the background leaves its disks, and refuses a peer that left others", async () => {
  await inFolder(async (folder) => {
    const { run, check } = await backgroundBench.prepare(folder);
    const ours = await run() as number;
    // A fifth of the field is lit by 5,000 and more, and the weights are 125 in the mean.
    assert(ours / (1080 * 1080 * 125) > 900, String(ours));
    check!(ours, String(ours));
    assertThrows(() => check!(ours, String(ours + 1)), Error, "the same light");
  });
});
