import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import {
  explainDiskFull,
  formatBytes,
  freeBytes,
  requireSpace,
} from "../../../lib/data/fetch/disk.ts";
import { PartialFile } from "../../../lib/data/fetch/partial.ts";
import { inTempDir, someBytes } from "../helpers.ts";

Deno.test("formatBytes() rounds to what a person reads", () => {
  const cases: [number, string][] = [
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 kB"],
    [99_600, "100 kB"],
    [999_600, "1.0 MB"],
    [839_000_000, "839 MB"],
    [60e9, "60.0 GB"],
  ];
  for (const [bytes, text] of cases) assertEquals(formatBytes(bytes), text);
});

Deno.test("freeBytes() knows this disk, and says null of a folder that is not there", async () => {
  assert((await freeBytes(".") ?? 0) > 0);
  assertEquals(await freeBytes("no-such-folder"), null);
});

Deno.test("requireSpace() names the file, what it needs and what is free", async () => {
  await requireSpace("./a.bin", 1);
  const error = await assertRejects(() => requireSpace("./a.bin", 9e15), InputError, "./a.bin");
  assertStringIncludes(error.message, "allowed: 9000000000000000 bytes (9000 TB) more");
});

Deno.test("explainDiskFull() leaves other errors as they are", async () => {
  const other = new Error("something else");
  assertEquals(await explainDiskFull(other, "a", 1), other);
  const quota = Object.assign(new Error("quota"), { code: "EDQUOT" });
  assert(await explainDiskFull(quota, "a", 1) instanceof InputError);
});

Deno.test("a really full disk is explained, and the file goes on where there is place again", async (t) => {
  await inTempDir(async (folder) => {
    const mount = async (command: string, ...args: string[]) => {
      try {
        return (await new Deno.Command(command, { args, stderr: "null" }).output()).success;
      } catch {
        return false;
      }
    };
    const tiny = ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder];
    const mounted = Deno.build.os === "linux" && await mount("mount", ...tiny);
    await t.step({
      name: mounted ? "on a disk of 64 kB" : "skipped: this user may not mount a small disk",
      ignore: !mounted,
      fn: async () => {
        try {
          const bytes = someBytes(100_000);
          const path = `${folder}/a.bin`;
          {
            using file = await PartialFile.open(path);
            const full = () => file.append(bytes, bytes.length);
            const error = await assertRejects(full, InputError, `The disk is full: ${path}`);
            assertStringIncludes(error.message, 'found "0 bytes free"');
            assertStringIncludes(error.message, "100000 bytes (100 kB) more");
            await assertRejects(() => file.requireSpace(bytes.length), InputError, "disk is full");
          }
          await mount("mount", "-o", "remount,size=256k", folder);
          using file = await PartialFile.open(path);
          assert(file.bytes > 0 && file.bytes < 100_000);
          await file.append(bytes.subarray(file.bytes), null);
          await file.finish({ bytes: 100_000, sha256: null });
          assertEquals(await Deno.readFile(path), bytes);
        } finally {
          await mount("umount", folder);
        }
      },
    });
  });
});
