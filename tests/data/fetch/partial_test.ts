import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { exists } from "../../../lib/core/files.ts";
import { PartialFile, WrongContent } from "../../../lib/data/fetch/partial.ts";
import { filesIn, inTempDir, sha256, someBytes } from "../helpers.ts";

Deno.test("PartialFile takes up what an earlier run left, checksum included", async () => {
  await inTempDir(async (folder) => {
    const bytes = someBytes(1000);
    {
      using first = await PartialFile.open(`${folder}/a`);
      await first.append(bytes.subarray(0, 400), null);
    }
    using second = await PartialFile.open(`${folder}/a`);
    assertEquals(second.bytes, 400);
    await second.append(bytes.subarray(400), null);
    assertEquals(await exists(`${folder}/a`), false);
    const found = await second.finish({ bytes: 1000, sha256: sha256(bytes) });
    assertEquals(found, { bytes: 1000, sha256: sha256(bytes) });
    assertEquals(await filesIn(folder), ["a"]);
  });
});

Deno.test("PartialFile forgets everything on restart", async () => {
  await inTempDir(async (folder) => {
    using file = await PartialFile.open(`${folder}/a`);
    await file.append(someBytes(1000), null);
    await file.restart();
    await file.append(new TextEncoder().encode("abc"), null);
    await file.finish({ bytes: 3, sha256: sha256(new TextEncoder().encode("abc")) });
    assertEquals(await Deno.readTextFile(`${folder}/a`), "abc");
  });
});

Deno.test("PartialFile removes wrong content and says who expected what", async () => {
  await inTempDir(async (folder) => {
    using file = await PartialFile.open(`${folder}/a`);
    await file.append(someBytes(10), null);
    const expected = { bytes: 11, sha256: null, accordingTo: "the record" };
    await assertRejects(
      () => file.finish(expected),
      WrongContent,
      'found "10 bytes", allowed: 11 bytes, says the record',
    );
    assertEquals(await filesIn(folder), []);
  });
});

Deno.test("PartialFile checks as much of the checksum as is known", async () => {
  await inTempDir(async (folder) => {
    const bytes = someBytes(10), sum = sha256(bytes);
    using right = await PartialFile.open(`${folder}/a`);
    await right.append(bytes, null);
    assertEquals(await right.finish({ bytes: null, sha256: sum.slice(0, 8) }), {
      bytes: 10,
      sha256: sum,
    });
    using wrong = await PartialFile.open(`${folder}/b`);
    await wrong.append(bytes, null);
    await assertRejects(
      () => wrong.finish({ bytes: null, sha256: sum.slice(1, 9) }),
      WrongContent,
      `allowed: SHA-256 ${sum.slice(1, 9)}`,
    );
  });
});

Deno.test("PartialFile leaves no empty file behind", async () => {
  await inTempDir(async (folder) => {
    (await PartialFile.open(`${folder}/a`))[Symbol.dispose]();
    assertEquals(await filesIn(folder), []);
  });
});

Deno.test("PartialFile says what is in the way where it cannot be opened", () =>
  inTempDir(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    await Deno.mkdir(`${folder}/a.partial`);
    await assertRejects(() => PartialFile.open(`${folder}/file/a`), InputError, 'found "a file"');
    await assertRejects(() => PartialFile.open(`${folder}/a`), InputError, 'found "a folder"');
  }));
