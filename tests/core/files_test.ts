import { assertEquals, assertRejects } from "@std/assert";
import { exists, projectRoot, writeAtomic } from "../../lib/core/files.ts";

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

Deno.test("writeAtomic() throws what the file system says about a folder in the way", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/taken`);
    await assertRejects(() => writeAtomic(`${folder}/taken`, "x"));
    assertEquals(names(folder), ["taken"]);
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
