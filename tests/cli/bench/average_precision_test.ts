import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  averagePrecisionBench,
  averagePrecisionMemoryBench,
} from "../../../lib/cli/bench/average_precision.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("averagePrecisionBench() promises a third of copairs' time on CPJUMP1's shape", async () => {
  const { target, peer } = averagePrecisionBench();
  assertEquals(target, 1 / 3);
  const script = await Deno.readTextFile(peer!.script);
  // Else every run but the first would read its null from disk.
  assert(script.includes("cache_dir="));
});

Deno.test("averagePrecisionBench() gives its peer values and labels, and refuses another mAP", async () => {
  await inFolder(async (folder) => {
    const bench = averagePrecisionBench({ plates: 3, wells: 36, compounds: 29, features: 20 });
    const { input, peerInput, run, check } = await bench.prepare(folder);
    assertEquals([input, peerInput], ["3 plates of 36 wells, 20 features", `${folder},10000`]);
    const values = (await Deno.readFile(`${folder}/values.f32`)).length / 4;
    const meta = JSON.parse(await Deno.readTextFile(`${folder}/meta.json`));
    assertEquals([values, meta.compound.length, meta.plate[107]], [3 * 36 * 20, 108, "P2"]);
    const controls = meta.compound.filter((name: string) => name === "DMSO").length;
    // As on CPJUMP1, one well in six is a control, and some compounds have two wells.
    assertEquals([controls, new Set(meta.compound).size], [18, 30]);
    const ours = await run();
    await check!(ours, String(ours));
    assertThrows(() => check!(ours, String(Number(ours) + 0.001)), Error, "same mean mAP");
  });
});

Deno.test("averagePrecisionMemoryBench() runs only by name, and tests every compound", async () => {
  const bench = averagePrecisionMemoryBench({ rows: 80, features: 5 });
  assertEquals([bench.onlyByName, bench.peer], [true, undefined]);
  const { input, run } = await bench.prepare("");
  assertEquals(input, "80 profiles of 5 features");
  const { groups } = await run() as { groups: { profiles: number; pValue: number }[] };
  assertEquals(groups.length, 10);
  assert(groups.every(({ profiles, pValue }) => profiles === 8 && pValue > 0));
});
