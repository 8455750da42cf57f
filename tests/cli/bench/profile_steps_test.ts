import { assertEquals, assertThrows } from "@std/assert";
import { profileStepsBench } from "../../../lib/cli/bench/profile_steps.ts";
import type { Profiles } from "../../../lib/core/profiles.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("profileStepsBench() goes from cells to wells, and refuses other features or medians", async () => {
  assertEquals(profileStepsBench("frequency").target, 1 / 5);
  await inFolder(async (folder) => {
    const bench = profileStepsBench("frequency", { cells: 600, features: 20, wells: 30 });
    const { peerInput, run, check } = await bench.prepare(folder);
    assertEquals(peerInput, `${folder}/values.f64,20,30,frequency_threshold`);
    const { meta, features, values } = await run() as Profiles;
    // Two of ten pairs agree by more than .9; one of each stays.
    assertEquals([meta.height, features.length], [30, 18]);
    const sum = Float64Array.from(values, Math.abs).reduce((total, value) => total + value);
    const peer = (change: object) => JSON.stringify({ features, sum, ...change });
    const ours = { meta, features, values };
    check!(ours, peer({}));
    for (const change of [{ sum: sum * 1.001 }, { features: features.slice(1) }]) {
      assertThrows(() => check!(ours, peer(change)), Error, "same features");
    }
  });
});
