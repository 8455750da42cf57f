import { assertEquals, assertThrows } from "@std/assert";
import { zipSync } from "fflate";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { ZipArchive } from "../../../lib/learn/checkpoint/zip_archive.ts";

const content = Uint8Array.from({ length: 50 }, (_, i) => i);
const bytes = zipSync({ "a/b": content, "c": new Uint8Array(3) }, { level: 0 });

Deno.test("ZipArchive reads an archive of PyTorch, zip64 and padded", async () => {
  const file = new URL("./fixtures/new.pt", import.meta.url);
  const archive = new ZipArchive(await Deno.readFile(file));
  assertEquals(archive.names.includes("new/data.pkl"), true);
  assertEquals(new TextDecoder().decode(archive.read("new/byteorder")), "little");
});

Deno.test("ZipArchive notices changed content, and entries that are one another's place", () => {
  assertEquals(new ZipArchive(bytes).read("a/b"), content);
  const changed = bytes.slice();
  changed[40] = 255;
  assertThrows(() => new ZipArchive(changed).read("a/b"), Broken, "checksum");
  // Both entries claim 900 bytes of an archive that has little more.
  const long = zipSync({ a: new Uint8Array(900), b: new Uint8Array(1) }, { level: 0 });
  const view = new DataView(long.buffer);
  const second = long.findLastIndex((_, i) => i < 1040 && view.getUint32(i, true) === 0x02014b50);
  view.setUint32(second + 20, 900, true);
  view.setUint32(second + 24, 900, true);
  assertThrows(() => new ZipArchive(long), Broken, "overlap");
});

Deno.test("ZipArchive refuses packed entries and directories that are elsewhere", () => {
  assertThrows(() => new ZipArchive(zipSync({ a: new Uint8Array(99) })), Broken, "packed");
  const moved = bytes.slice();
  new DataView(moved.buffer).setUint32(moved.length - 6, 1e6, true);
  assertThrows(() => new ZipArchive(moved), Broken, "not in it");
  assertThrows(() => new ZipArchive(new Uint8Array(0)), Broken, "cut off");
});
