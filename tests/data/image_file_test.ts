import { assertEquals, assertRejects } from "@std/assert";
import { zipSync } from "fflate";
import { InputError } from "../../lib/core/errors.ts";
import { imageExists, parseImagePlace, readImageFile } from "../../lib/data/image_file.ts";
import { inTempDir } from "./helpers.ts";

Deno.test("parseImagePlace() takes files, pages and files in archives apart, and leaves other names", () => {
  const places: [string, Record<string, unknown>][] = [
    ["/a/b.tif", { path: "/a/b.tif" }],
    ["/a/b.TIFF#12", { path: "/a/b.TIFF", page: 12 }],
    ["/a/b.stk#1", { path: "/a/b.stk", page: 1 }],
    ["/a/b#1.png", { path: "/a/b#1.png" }],
    ["/a/b.png#0", { path: "/a/b.png", page: 0 }],
    ["/a/p.zip", { path: "/a/p.zip" }],
    ["/a/p.zip!/w/b.tif", { path: "/a/p.zip", member: "w/b.tif" }],
    ["/a/p.ZIP!/b.tif#0", { path: "/a/p.ZIP", member: "b.tif", page: 0 }],
  ];
  for (const [place, parts] of places) assertEquals({ ...parseImagePlace(place) }, parts as never);
});

Deno.test("readImageFile() reads from an archive, and again after the archive was replaced", () =>
  inTempDir(async (folder) => {
    const path = `${folder}/p.zip`, member = "w/a.tif";
    await Deno.writeFile(path, zipSync({ [member]: new Uint8Array([1]) }));
    assertEquals([...await readImageFile({ path, member })], [1]);
    assertEquals(await imageExists(`${path}!/${member}`), true);
    assertEquals(await imageExists(`${path}!/w/b.tif`), false);
    await Deno.writeFile(path, zipSync({ "w/b.tif": new Uint8Array([2, 3]) }));
    assertEquals([...await readImageFile({ path, member: "w/b.tif" })], [2, 3]);
    await assertRejects(
      () => readImageFile({ path, member }),
      InputError,
      `${path}: found "w/a.tif", allowed: one of its 1 files`,
    );
  }));

Deno.test("readImageFile() names a file that is not there, and an archive that is none", () =>
  inTempDir(async (folder) => {
    const path = `${folder}/p.zip`;
    await assertRejects(() => readImageFile({ path, member: "a" }), InputError, "no such file");
    await assertRejects(() => readImageFile({ path }), InputError, "no such file");
    await Deno.writeTextFile(path, "not an archive");
    await assertRejects(() => readImageFile({ path, member: "a" }), InputError, "no zip archive");
  }));
