import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { copyFromMirror, mirrorPath } from "../../../lib/data/fetch/mirror.ts";
import { fileOf, filesIn, inTempDir, someBytes } from "../helpers.ts";

const url = "https://example.org:8443/plates/Week%201/a.bin?version=2";
const content = someBytes(100_000);

Deno.test("mirrorPath() is host and path, without the query", () => {
  assertEquals(mirrorPath("m/", url), "m/example.org:8443/plates/Week 1/a.bin");
});

Deno.test("copyFromMirror() copies and verifies, over what a killed run left", async () => {
  await inTempDir(async (folder) => {
    await Deno.mkdir(`${folder}/m/example.org:8443/plates/Week 1`, { recursive: true });
    await Deno.writeFile(mirrorPath(`${folder}/m`, url), content);
    await Deno.mkdir(`${folder}/out`);
    await Deno.writeFile(`${folder}/out/a.bin.partial`, someBytes(200_000, 3));
    await copyFromMirror(`${folder}/m`, url, `${folder}/out/a.bin`, fileOf(url, content));
    assertEquals(await Deno.readFile(`${folder}/out/a.bin`), content);
    assertEquals(await filesIn(`${folder}/out`), ["a.bin"]);
  });
});

Deno.test("copyFromMirror() refuses a file of the mirror that is not what the catalog says", async () => {
  await inTempDir(async (folder) => {
    await Deno.mkdir(`${folder}/m/example.org:8443/plates/Week 1`, { recursive: true });
    await Deno.writeFile(mirrorPath(`${folder}/m`, url), someBytes(100_000, 2));
    await assertRejects(
      () => copyFromMirror(`${folder}/m`, url, `${folder}/out/a.bin`, fileOf(url, content)),
      InputError,
      fileOf(url, content).sha256 ?? "",
    );
    assertEquals(await filesIn(`${folder}/out`), []);
  });
});
