import pl from "nodejs-polars";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { makeProfiles, type Profiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { tsneBench, umapBench } from "../../../lib/cli/bench/maps.ts";
import { inFolder } from "../../data/folder.ts";

const floats = async (path: string) => new Float32Array((await Deno.readFile(path)).buffer);

/** Rows with these values. */
function profilesOf(values: Float32Array, columns: number): Profiles {
  const rows = values.length / columns;
  const meta = pl.DataFrame({ Metadata_Row: Array.from({ length: rows }, (_, row) => row) });
  return makeProfiles(meta, Array.from({ length: columns }, (_, i) => `f${i}`), values);
}

Deno.test("the benches of maps have scripts beside them, and promise at most twice the peer's time", async () => {
  for (const { peer, target } of [umapBench, tsneBench]) {
    assertEquals(target, 2);
    assert((await Deno.stat(peer!.script)).isFile);
  }
});

Deno.test("tsneBench gives its peer the very rows that it maps itself, the same each time", async () => {
  await inFolder(async (folder) => {
    const { input, peerInput } = await tsneBench.prepare(folder);
    assertEquals([input, peerInput], ["1000 rows of 512 features", `${folder}/values.f32,512`]);
    const values = await floats(`${folder}/values.f32`);
    assertEquals(values.length, 1000 * 512);
    assert(values.every(Number.isFinite));
    await tsneBench.prepare(folder);
    assertEquals(await floats(`${folder}/values.f32`), values);
  });
});

Deno.test("tsneBench refuses a map of ours that is less faithful than the peer's, and takes a better one", async () => {
  await inFolder(async (folder) => {
    const { check } = await tsneBench.prepare(folder);
    const values = await floats(`${folder}/values.f32`);
    // Some features keep most neighbours, random numbers none.
    const columns = 32, faithful = new Float32Array(1000 * columns);
    for (let row = 0; row < 1000; row++) {
      faithful.set(values.subarray(row * 512, row * 512 + columns), row * columns);
    }
    const random = new Random(1);
    const noise = faithful.map(() => random.normal());
    const write = async (name: string, data: Float32Array<ArrayBuffer>) => {
      await Deno.writeFile(`${folder}/${name}`, new Uint8Array(data.buffer));
      return `${folder}/${name}`;
    };
    const peerGood = await write("good.f32", faithful), peerBad = await write("bad.f32", noise);
    await check!(profilesOf(faithful, columns), peerBad);
    await assertRejects(
      async () => await check!(profilesOf(noise, columns), peerGood),
      Error,
      "Our map is less faithful than the peer's",
    );
  });
});
