import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { writeProfilesStream } from "../../lib/data/profiles_stream.ts";
import { inFolder } from "./folder.ts";

function block(rows: number, start: number, features = ["a", "b"]): Profiles<Float64Array> {
  const numbers = Array.from({ length: rows }, (_, i) => start + i);
  const meta = pl.DataFrame([
    pl.Series("Metadata_Plate", numbers.map((i) => i % 3 === 0 ? null : `P${i}`), pl.Utf8),
    pl.Series("ObjectNumber", numbers, pl.Int64),
    pl.Series("Metadata_X", numbers.map((i) => i % 4 === 0 ? null : i / 7), pl.Float64),
  ]);
  const values = Float64Array.from({ length: rows * features.length }, (_, i) => 1 / (start + i));
  if (rows > 0) values[0] = NaN;
  return makeProfiles(meta, features, values);
}

async function* of(...blocks: Profiles<Float64Array>[]) {
  yield* blocks;
}

Deno.test("writeProfilesStream() joins blocks, empty ones too, into files that read back to the bit", async () => {
  await inFolder(async (folder) => {
    const blocks = [block(0, 0), block(3, 0), block(0, 0), block(5, 3)];
    for (const ending of ["parquet", "csv", "csv.gz"]) {
      const file = `${folder}/a.${ending}`;
      assertEquals(await writeProfilesStream(file, of(...blocks)), 8);
      const types = { ObjectNumber: "integer", Metadata_X: "number" } as const;
      const read = await readProfiles(file, ending === "parquet" ? {} : { types });
      assertEquals(read.values, new Float64Array([...blocks[1]!.values, ...blocks[3]!.values]));
      assertEquals(read.meta.rows(), [...blocks[1]!.meta.rows(), ...blocks[3]!.meta.rows()]);
    }
  });
});

Deno.test("writeProfilesStream() begins a new row group of Parquet where one is full", async () => {
  await inFolder(async (folder) => {
    const blocks = [block(3, 0), block(4, 3), block(2, 7)];
    const options = { groupValues: 6 };
    assertEquals(await writeProfilesStream(`${folder}/a.parquet`, of(...blocks), options), 9);
    const { values, meta } = await readProfiles(`${folder}/a.parquet`);
    assertEquals(values.subarray(14), blocks[2]!.values);
    assertEquals(meta.getColumn("ObjectNumber").toArray()[8], 8);
  });
});

Deno.test("writeProfilesStream() refuses blocks that differ, and none; no file is left", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/a.parquet`;
    const two = () => writeProfilesStream(file, of(block(1, 0), block(1, 0, ["a", "c"])));
    await assertRejects(two, Error, "other columns");
    await assertRejects(() => writeProfilesStream(file, of()), Error, "there are none");
    await assertRejects(() => writeProfilesStream("a.txt", of()), Error, ".parquet");
    assertEquals([...Deno.readDirSync(folder)], []);
  });
});

Deno.test("writeProfilesStream() says so where a Parquet file then holds another number of rows", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/a.parquet`, other = `${folder}/b.parquet`, { rename } = Deno;
    await writeProfilesStream(other, of(block(3, 0)));
    Deno.rename = async (from, to) => {
      await rename(from, to);
      await Deno.copyFile(other, to);
    };
    try {
      const write = () => writeProfilesStream(file, of(block(3, 0), block(4, 3)));
      await assertRejects(write, Error, 'found "3 rows", allowed: the 7 rows that were written');
    } finally {
      Deno.rename = rename;
    }
  });
});
