import { assertEquals, assertRejects } from "@std/assert";
import { zipSync } from "fflate";
import { InputError } from "../../../lib/core/errors.ts";
import { exists } from "../../../lib/core/files.ts";
import { type UnpackOptions, unpackZip } from "../../../lib/data/fetch/unpack.ts";
import { filesIn, inTempDir, someBytes } from "../helpers.ts";

const text = (content: string) => new TextEncoder().encode(content);

/** Unpacks and expects a refusal that leaves nothing but the archive. */
async function refused(zip: Uint8Array, message: string, options: UnpackOptions = {}) {
  await inTempDir(async (folder) => {
    await Deno.mkdir(`${folder}/in`);
    await Deno.writeFile(`${folder}/in/a.zip`, zip);
    await assertRejects(
      () => unpackZip(`${folder}/in/a.zip`, `${folder}/in/out`, options),
      Error,
      message,
    );
    assertEquals(await filesIn(folder), ["in/a.zip"]);
    assertEquals(await exists(`${folder}/in/out`), false);
  });
}

/** Replaces bytes of an archive, in the local header and the directory alike. */
function patched(zip: Uint8Array, from: string, to: string): Uint8Array {
  const latin = Array.from(zip, (byte) => String.fromCharCode(byte)).join("");
  return Uint8Array.from(latin.replaceAll(from, to), (char) => char.charCodeAt(0));
}

Deno.test("unpackZip() restores every byte, stored and deflated, in folders", async () => {
  await inTempDir(async (folder) => {
    const a = someBytes(2_000_000), b = text("well ".repeat(100_000));
    await Deno.writeFile(
      `${folder}/a.zip`,
      zipSync({
        "deep/er/a.bin": [a, { level: 0 }],
        "b.txt": b,
        "empty.txt": text(""),
        "dir/": text(""),
      }),
    );
    const seen: number[] = [];
    const files = await unpackZip(`${folder}/a.zip`, `${folder}/out`, {
      onProgress: (done) => seen.push(done),
    });
    assertEquals(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), {
      "deep/er/a.bin": a.length,
      "b.txt": b.length,
      "empty.txt": 0,
    });
    assertEquals(await Deno.readFile(`${folder}/out/deep/er/a.bin`), a);
    assertEquals(await Deno.readFile(`${folder}/out/b.txt`), b);
    assertEquals(await filesIn(`${folder}/out`), ["b.txt", "deep/er/a.bin", "empty.txt"]);
    assertEquals(seen.at(-1), 2_500_000);
  });
});

Deno.test("unpackZip() gives the same folder whether or not the archive has one of its name", async () => {
  await inTempDir(async (folder) => {
    for (const [zip, prefix] of [["with", "Week1_22123/"], ["without", ""]] as const) {
      await Deno.writeFile(`${folder}/${zip}.zip`, zipSync({ [`${prefix}B02_s1.tif`]: text("a") }));
      await unpackZip(`${folder}/${zip}.zip`, `${folder}/${zip}/Week1/Week1_22123`);
      assertEquals(await filesIn(`${folder}/${zip}`), ["Week1/Week1_22123/B02_s1.tif"]);
    }
  });
});

Deno.test("unpackZip() replaces what a killed run and an older archive left, and nothing of the user's", async () => {
  await inTempDir(async (folder) => {
    await Deno.mkdir(`${folder}/out.unpacking`);
    await Deno.writeTextFile(`${folder}/out.unpacking/half.tif`, "half");
    await Deno.mkdir(`${folder}/out/deep`, { recursive: true });
    for (const name of ["old.tif", "new.tif", "deep/new.tif", "deep/my notes.txt", ".DS_Store"]) {
      await Deno.writeTextFile(`${folder}/out/${name}`, "old");
    }
    const zip = zipSync({ "new.tif": text("new"), "deep/new.tif": text("new") });
    await Deno.writeFile(`${folder}/a.zip`, zip);
    const replaces = ["old.tif", "new.tif"].map((name) => ({ name, bytes: 3 }));
    await unpackZip(`${folder}/a.zip`, `${folder}/out`, { replaces });
    assertEquals(
      await filesIn(folder),
      ["a.zip", "out/.DS_Store", "out/deep/my notes.txt", "out/deep/new.tif", "out/new.tif"],
    );
    assertEquals(await Deno.readTextFile(`${folder}/out/deep/new.tif`), "new");
  });
});

Deno.test("unpackZip() refuses names that lead outside, before writing anything", async () => {
  const inside = "a path inside the archive's own folder";
  for (const name of ["../evil.txt", "a/../../evil.txt", "/etc/evil", "a//b", "./a", "a/.."]) {
    await refused(zipSync({ "good.txt": text("g"), [name]: text("e") }), inside);
  }
  for (const name of ["..\\evil.txt", "C:evil.txt", "a\nb"]) {
    await refused(zipSync({ [name]: text("e") }), "names without backslash");
  }
});

Deno.test("unpackZip() refuses symbolic links and devices", async () => {
  const link = zipSync({ "link": [text("/etc/passwd"), { os: 3, attrs: 0o120777 << 16 }] });
  await refused(link, "no links or devices");
  const device = zipSync({ "device": [text(""), { os: 3, attrs: (0o020666 << 16) >>> 0 }] });
  await refused(device, "no links or devices");
});

Deno.test("unpackZip() refuses names that differ by case only, or twice the same", async () => {
  await refused(zipSync({ "A.tif": text("1"), "a.tif": text("2") }), "each name once");
  await refused(
    patched(zipSync({ "aa.tif": text("1"), "bb.tif": text("2") }), "bb.tif", "aa.tif"),
    "each name once",
  );
});

Deno.test("unpackZip() refuses a bomb by its stated size", async () => {
  const bomb = zipSync({ "zeros.bin": new Uint8Array(10_000_000) });
  await refused(bomb, 'found "10000000 bytes when unpacked", allowed: at most 1000000 bytes', {
    maxBytes: 1_000_000,
  });
});

Deno.test("unpackZip() stops at an entry that holds more or less than it states", async () => {
  const honest = zipSync({ "zeros.bin": new Uint8Array(1_000_000) });
  for (
    const [stated, message] of [[1000, "more than 1000 bytes"], [
      2_000_000,
      "1000000 bytes",
    ]] as const
  ) {
    const lying = honest.slice();
    const view = new DataView(lying.buffer);
    const directory = view.getUint32(lying.length - 6, true);
    view.setUint32(directory + 24, stated, true);
    await refused(lying, message);
  }
});

Deno.test("unpackZip() notices a changed byte by its CRC-32", async () => {
  const zip = zipSync({ "a.bin": [someBytes(1000), { level: 0 }] });
  zip[200] = (zip[200] ?? 0) ^ 1;
  await refused(zip, "damaged at a.bin");
});

Deno.test("unpackZip() says so where the deflated bytes are damaged", async () => {
  const zip = zipSync({ "a.bin": text("well plate ".repeat(5000)) });
  zip.fill(0xff, 40, 80);
  await refused(zip, "damaged at a.bin");
});

Deno.test("unpackZip() refuses encrypted entries and unknown methods", async () => {
  const zip = zipSync({ "a.bin": text("a") });
  const directory = new DataView(zip.buffer).getUint32(zip.length - 6, true);
  const encrypted = zip.slice();
  encrypted[directory + 8] = 1;
  await refused(encrypted, "entries without a password");
  const lzma = zip.slice();
  lzma[directory + 10] = 14;
  await refused(lzma, "stored or deflated");
});

Deno.test("unpackZip() leaves nothing when it is stopped on the way", async () => {
  const stop = new AbortController();
  await refused(zipSync({ a: text("1"), b: text("2") }), "enough", {
    signal: stop.signal,
    onProgress: () => stop.abort(new InputError("enough")),
  });
});

Deno.test("unpackZip() explains a disk that fills up on the way and leaves nothing", async () => {
  const write = Deno.FsFile.prototype.write;
  // The disk is simulated: it answers as a full one does.
  Deno.FsFile.prototype.write = () =>
    Promise.reject(Object.assign(new Error("No space left"), { code: "ENOSPC" }));
  try {
    await refused(zipSync({ "a.tif": text("abc") }), "The disk is full");
  } finally {
    Deno.FsFile.prototype.write = write;
  }
});
