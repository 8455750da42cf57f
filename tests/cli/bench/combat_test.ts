import { assertEquals, assertRejects } from "@std/assert";
import { combatBench } from "../../../lib/cli/bench/combat.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("combatBench() gives its peer the same rows, and refuses what is corrected otherwise", async () => {
  assertEquals(combatBench().target, 1);
  await inFolder(async (folder) => {
    const bench = combatBench({ rows: 60, features: 4, batches: 3 });
    const { peerInput, run, check } = await bench.prepare(folder);
    assertEquals(peerInput, `${folder}/values.f64,4,3`);
    const raw = new Float64Array((await Deno.readFile(`${folder}/values.f64`)).buffer);
    assertEquals(raw.length, 240);
    const ours = await run() as Float64Array<ArrayBuffer>;
    const write = async (values: Float64Array<ArrayBuffer>) => {
      await Deno.writeFile(`${folder}/peer.f64`, new Uint8Array(values.buffer));
      return `${folder}/peer.f64`;
    };
    await check!(ours, await write(ours.map((value) => value + 0.005)));
    // As they were: nothing was corrected.
    await assertRejects(async () => await check!(ours, await write(raw)), Error, "nearly alike");
  });
});
