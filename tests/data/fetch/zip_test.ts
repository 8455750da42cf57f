import { assertEquals, assertRejects } from "@std/assert";
import { zipSync } from "fflate";
import { InputError } from "../../../lib/core/errors.ts";
import { readZipDirectory, zipContentOffset, type ZipEntry } from "../../../lib/data/fetch/zip.ts";
import { inTempDir, someBytes } from "../helpers.ts";

async function read(bytes: Uint8Array): Promise<ZipEntry[]> {
  let entries: ZipEntry[] = [];
  await inTempDir(async (folder) => {
    await Deno.writeFile(`${folder}/a.zip`, bytes);
    using file = await Deno.open(`${folder}/a.zip`);
    entries = await readZipDirectory(file, "a.zip");
    for (const entry of entries) await zipContentOffset(file, entry, "a.zip");
  });
  return entries;
}

Deno.test("readZipDirectory() reads names, sizes and methods that fflate wrote", async () => {
  const entries = await read(zipSync({
    "Plate/ä.txt": new TextEncoder().encode("a".repeat(1000)),
    "Plate/b.bin": [someBytes(300), { level: 0 }],
  }));
  assertEquals(
    entries.map(({ name, bytes, method }) => [name, bytes, method]),
    [["Plate/ä.txt", 1000, 8], ["Plate/b.bin", 300, 0]],
  );
});

Deno.test("readZipDirectory() finds the end behind a comment", async () => {
  const zip = zipSync({ "a.txt": someBytes(5) }, { comment: "x" });
  const comment = new Uint8Array(60_000).fill(65);
  const commented = new Uint8Array([...zip, ...comment]);
  new DataView(commented.buffer).setUint16(zip.length - 2, comment.length, true);
  assertEquals((await read(commented)).length, 1);
});

Deno.test("readZipDirectory() reads zip64 counts, sizes and offsets", async () => {
  assertEquals(
    (await read(zip64("big.bin", 5))).map(({ name, bytes, packedBytes, offset }) => [
      name,
      bytes,
      packedBytes,
      offset,
    ]),
    [["big.bin", 5, 5, 0]],
  );
});

Deno.test("readZipDirectory() refuses an archive that is cut off or no archive", async () => {
  const zip = zipSync({ "a.txt": someBytes(50) });
  for (const bytes of [zip.slice(0, -30), someBytes(500), new Uint8Array(0)]) {
    await assertRejects(() => read(bytes), InputError, "cut off or no zip archive: a.zip");
  }
  await assertRejects(() => read(zip.slice(40)), InputError, "Cannot read the zip archive");
});

/** A stored entry whose sizes, offset and directory are given in zip64 records only. */
function zip64(name: string, length: number): Uint8Array {
  const text = new TextEncoder().encode(name), content = someBytes(length);
  const bytes: number[] = [];
  const u16 = (...values: number[]) => values.forEach((v) => bytes.push(v & 255, v >>> 8));
  const u32 = (...values: number[]) => values.forEach((v) => u16(v & 0xffff, v >>> 16));
  const u64 = (...values: number[]) => values.forEach((v) => u32(v, 0));
  const all = 0xffffffff;
  u32(0x04034b50);
  u16(45, 0, 0, 0, 0);
  u32(0, all, all);
  u16(text.length, 20);
  bytes.push(...text);
  u16(1, 16);
  u64(length, length);
  bytes.push(...content);
  const directoryAt = bytes.length;
  u32(0x02014b50);
  u16(45, 45, 0, 0, 0, 0);
  u32(0, all, all);
  u16(text.length, 28, 0, 0, 0);
  u32(0, all);
  bytes.push(...text);
  u16(1, 24);
  u64(length, length, 0);
  const endAt = bytes.length;
  u32(0x06064b50);
  u64(44);
  u16(45, 45);
  u32(0, 0);
  u64(1, 1, endAt - directoryAt, directoryAt);
  u32(0x07064b50, 0);
  u64(endAt);
  u32(1, 0x06054b50);
  u16(0, 0, 0xffff, 0xffff);
  u32(all, all);
  u16(0);
  return new Uint8Array(bytes);
}
