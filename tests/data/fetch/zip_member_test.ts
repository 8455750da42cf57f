import { assertEquals, assertRejects } from "@std/assert";
import { zipSync } from "fflate";
import { InputError } from "../../../lib/core/errors.ts";
import { readZipDirectory, type ZipEntry } from "../../../lib/data/fetch/zip.ts";
import { readZipMember } from "../../../lib/data/fetch/zip_member.ts";
import { inTempDir, someBytes } from "../helpers.ts";

async function read(
  zip: Uint8Array,
  name: string,
  change: (entry: ZipEntry) => Partial<ZipEntry> = () => ({}),
): Promise<Uint8Array> {
  let bytes = new Uint8Array();
  await inTempDir(async (folder) => {
    await Deno.writeFile(`${folder}/a.zip`, zip);
    using file = await Deno.open(`${folder}/a.zip`);
    const entry = (await readZipDirectory(file, "a.zip")).find((one) => one.name === name)!;
    bytes = await readZipMember(file, { ...entry, ...change(entry) }, "a.zip") as typeof bytes;
  });
  return bytes;
}

const zip = zipSync({
  "p/first.tif": someBytes(3000),
  "p/stored.tif": [someBytes(400), { level: 0 }],
  "p/empty.tif": new Uint8Array(),
});

Deno.test("readZipMember() reads deflated, stored and empty files", async () => {
  assertEquals(await read(zip, "p/first.tif"), someBytes(3000));
  assertEquals(await read(zip, "p/stored.tif"), someBytes(400));
  assertEquals((await read(zip, "p/empty.tif")).length, 0);
});

Deno.test("readZipMember() refuses what is damaged, encrypted, packed otherwise or lies about its size", async () => {
  const cases: [Partial<ZipEntry>, string][] = [
    [{ crc: 1 }, "CRC-32"],
    [{ bytes: 2000 }, "do not inflate"],
    [{ bytes: 4000 }, "3000 bytes"],
    [{ bytes: 2 ** 40 }, "at most 1073741824"],
    [{ packedBytes: 1e8 }, "a cut archive"],
    [{ encrypted: true }, "a file with a password"],
    [{ method: 14 }, "packing method 14"],
  ];
  for (const [change, message] of cases) {
    await assertRejects(() => read(zip, "p/first.tif", () => change), InputError, message);
  }
  const damaged = zip.slice();
  damaged[60]! ^= 255;
  await assertRejects(() => read(damaged, "p/first.tif"), InputError, "Cannot read p/first.tif");
});
