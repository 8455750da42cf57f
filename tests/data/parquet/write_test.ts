import { assert, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { writeParquet } from "../../../lib/data/parquet/write.ts";
import { readProfiles } from "../../../lib/data/profiles_file.ts";
import { inFolder } from "../folder.ts";

Deno.test("writeParquet() keeps no block and no finished row group: both are written before the next are asked for", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/a.parquet`, random = new Random(1), sizes: number[] = [];
    const rows = 1000, features = ["a", "b", "c", "d"];
    const written: number[] = [];
    // One array serves for all blocks: a writer that came back to an old one would find new values.
    const values = new Float64Array(rows * features.length);
    const blocks = async function* () {
      for (let block = 0; block < 30; block++) {
        for (let i = 0; i < values.length; i++) values[i] = random.normal();
        written.push(...values);
        const meta = pl.DataFrame({ Metadata_Site: new Array(rows).fill(`s${block}`) });
        yield makeProfiles(meta, features, values);
        sizes.push((await Deno.stat(file)).size);
      }
    };
    await writeParquet(file, blocks(), 10 * values.length);
    assertEquals(sizes.slice(0, 9), new Array(9).fill(0));
    // Noise does not pack well: nine tenths of a group must be on the disk once it is full.
    const group = 10 * values.byteLength;
    [9, 19, 29].forEach((block, groups) =>
      assert(sizes[block]! > 0.9 * group * (groups + 1) - 1e6, `${sizes[block]} after ${block}`)
    );
    const read = await readProfiles(file);
    assertEquals(read.values, Float64Array.from(written));
    assertEquals(read.meta.getColumn("Metadata_Site").toArray()[29_999], "s29");
  });
});

Deno.test("writeParquet() writes columns longer than a page, empty cells of every type, and every double", async () => {
  await inFolder(async (folder) => {
    const rows = 150_000, file = `${folder}/a.parquet`;
    const numbers = Array.from({ length: rows }, (_, i) => i % 5 === 0 ? null : i);
    const meta = pl.DataFrame([
      pl.Series("Metadata_Text", numbers.map((i) => i === null ? null : `é${i % 7}`), pl.Utf8),
      pl.Series("Metadata_Whole", numbers, pl.Int64),
      pl.Series("Metadata_Part", numbers.map((i) => i === null ? null : i / 7), pl.Float64),
      pl.Series("Metadata_Flag", numbers.map((i) => i === null ? null : i % 2 === 0), pl.Bool),
    ]);
    const special = [NaN, Infinity, -Infinity, -0, 5e-324, 1e308];
    const values = Float64Array.from({ length: rows }, (_, i) => special[i] ?? i / 3);
    const blocks = async function* () {
      yield makeProfiles(meta, ["a"], values);
    };
    await writeParquet(file, blocks(), rows);
    const read = await readProfiles(file);
    assert(read.values.every((value, i) => Object.is(value, values[i])));
    for (const name of meta.columns) {
      const [found, wanted] = [read.meta, meta].map((frame) => frame.getColumn(name).toArray());
      assert(found!.length === rows && found!.every((cell, i) => cell === wanted![i]), name);
    }
  });
});
