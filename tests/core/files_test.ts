import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { exists, makeFolder, projectRoot, writeAtomic } from "../../lib/core/files.ts";

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("writeAtomic() writes text, bytes and what a function writes, and makes folders", () =>
  inFolder(async (folder) => {
    await writeAtomic(`${folder}/a/b/text`, "µm");
    await writeAtomic(`${folder}/a/b/bytes`, Uint8Array.of(1, 2));
    await writeAtomic(`${folder}/a/b/made`, (path) => Deno.writeTextFile(path, "made"));
    assertEquals(await Deno.readTextFile(`${folder}/a/b/text`), "µm");
    assertEquals(await Deno.readFile(`${folder}/a/b/bytes`), Uint8Array.of(1, 2));
    assertEquals(await Deno.readTextFile(`${folder}/a/b/made`), "made");
    assertEquals(names(`${folder}/a/b`), ["bytes", "made", "text"]);
  }));

Deno.test("writeAtomic() leaves the old file and nothing else where writing fails", () =>
  inFolder(async (folder) => {
    await writeAtomic(`${folder}/file`, "old");
    await assertRejects(
      () =>
        writeAtomic(`${folder}/file`, async (path) => {
          await Deno.writeTextFile(path, "half");
          throw new Error("disk full");
        }),
      Error,
      "disk full",
    );
    assertEquals(await Deno.readTextFile(`${folder}/file`), "old");
    assertEquals(names(folder), ["file"]);
  }));

Deno.test("writeAtomic() shows the new content only when it is whole", () =>
  inFolder(async (folder) => {
    await writeAtomic(`${folder}/file`, "old");
    await writeAtomic(`${folder}/file`, async (path) => {
      await Deno.writeTextFile(path, "half");
      assertEquals(await Deno.readTextFile(`${folder}/file`), "old");
      await Deno.writeTextFile(path, "whole");
    });
    assertEquals(await Deno.readTextFile(`${folder}/file`), "whole");
  }));

Deno.test("writeAtomic() lets many write at once; one of them wins whole", () =>
  inFolder(async (folder) => {
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(10000));
    await Promise.all(texts.map((text) => writeAtomic(`${folder}/file`, text)));
    assertEquals(texts.includes(await Deno.readTextFile(`${folder}/file`)), true);
    assertEquals(names(folder), ["file"]);
  }));

Deno.test("writeAtomic() says that a folder is in the way, or a file where a folder should be", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/taken`);
    await Deno.writeTextFile(`${folder}/file`, "");
    const said = (path: string) => assertRejects(() => writeAtomic(path, "x"), InputError);
    assertEquals(
      (await said(`${folder}/taken`)).message,
      `Cannot write a file: ${folder}/taken: found "a folder", allowed: a file`,
    );
    assertEquals(
      (await said(`${folder}/file/a.csv`)).message,
      `Cannot write a file: ${folder}/file: found "a file", ` +
        `allowed: a folder, as ${folder}/file/a.csv needs`,
    );
    assertEquals(
      (await said(`${folder}/file/below/a.csv`)).problem.file,
      `${folder}/file`,
    );
    assertEquals(names(folder), ["file", "taken"]);
  }));

Deno.test("writeAtomic() says in words what the system says in codes, from whichever library", () =>
  inFolder(async (folder) => {
    const fail = (code: string, message = code) => () =>
      Promise.reject(Object.assign(new Error(message), { code }));
    const said = async (...of: Parameters<typeof fail>) =>
      (await assertRejects(() => writeAtomic(`${folder}/a`, fail(...of)), InputError)).problem;
    for (const code of ["EACCES", "EPERM"]) {
      assertEquals((await said(code)).found, "no permission to write there");
    }
    assertEquals((await said("EROFS")).found, "a disk that can only be read");
    assertEquals((await said("ENOSPC")).allowed, "room for the file");
    assertEquals((await said("EIO", "I/O error")).found, "I/O error");
    await assertRejects(
      () => writeAtomic(`${folder}/${"a".repeat(300)}`, ""),
      InputError,
      "too long",
    );
    const ours = await assertRejects(() => writeAtomic(`${folder}/a`, fail("ERR_OF_A_LIBRARY")));
    assertEquals(ours instanceof InputError, false);
    assertEquals(names(folder), []);
  }));

Deno.test("writeAtomic() and makeFolder() leave a folder alone that is there: Deno may refuse to make it", () =>
  inFolder(async (folder) => {
    const make = Deno.mkdir;
    Deno.mkdir = () => Promise.reject(new Deno.errors.NotCapable("Requires write access"));
    try {
      await writeAtomic(`${folder}/a.txt`, "text");
      await makeFolder(folder);
    } finally {
      Deno.mkdir = make;
    }
    assertEquals(await Deno.readTextFile(`${folder}/a.txt`), "text");
  }));

Deno.test("makeFolder() makes what is missing, and says what is in the way", () =>
  inFolder(async (folder) => {
    await makeFolder("");
    await makeFolder(`${folder}/a/b`);
    await makeFolder(`${folder}/a/b`);
    await Deno.writeTextFile(`${folder}/a/file`, "");
    const error = await assertRejects(() => makeFolder(`${folder}/a/file`), InputError);
    assertEquals(
      error.message,
      `Cannot make a folder: ${folder}/a/file: found "a file", allowed: a folder`,
    );
    assertEquals(names(`${folder}/a`), ["b", "file"]);
  }));

Deno.test("exists() knows files, folders and what is not there", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    assertEquals(await exists(`${folder}/file`), true);
    assertEquals(await exists(folder), true);
    assertEquals(await exists(`${folder}/no`), false);
    assertEquals(await exists(`${folder}/file/below`), false);
  }));

Deno.test("projectRoot holds deno.json", async () => {
  assertEquals(projectRoot.endsWith("/"), true);
  assertEquals(await exists(`${projectRoot}deno.json`), true);
});
