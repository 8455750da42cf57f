import { assertEquals, assertThrows } from "@std/assert";
import type { Description } from "../../../lib/chem/descriptor.ts";
import { descriptorsBench } from "../../../lib/cli/bench/descriptors.ts";
import { featureValues } from "../../../lib/core/profiles.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the bench descriptors hands the peer its structures, and refuses another sum", async () => {
  await inFolder(async (folder) => {
    const { run, check, peerInput } = await descriptorsBench.prepare(folder);
    assertEquals((await Deno.readTextFile(peerInput!)).split("\n").length, 32);
    const found = await run() as Description;
    assertEquals(found.unreadable, []);
    const sum = featureValues(found.profiles, "BertzCT").reduce((all, value) => all + value, 0);
    check!(found, String(sum));
    assertThrows(() => check!(found, String(2 * sum)), Error, "differ");
  });
});
