import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { zipSync } from "fflate";
import { InputError } from "../../../lib/core/errors.ts";
import { exists } from "../../../lib/core/files.ts";
import { fetchFile } from "../../../lib/data/fetch/fetch_file.ts";
import { fileOf, filesIn, inTempDir, quick, ranged, someBytes, withServer } from "../helpers.ts";

const content = someBytes(50_000);
const records = (names: string[]) => names.filter((name) => !name.startsWith(".fetched/"));

Deno.test("fetchFile() recognises a verified file without asking the server or reading it", async () => {
  await inTempDir(async (folder) => {
    let asked = 0;
    await withServer((request) => {
      asked++;
      return ranged(request, content);
    }, async (url) => {
      const file = fileOf(url, content);
      assertEquals((await fetchFile(folder, file)).state, "fetched");
      const steps: string[] = [];
      const again = await fetchFile(folder, file, { onProgress: ({ step }) => steps.push(step) });
      assertEquals([again.state, asked, steps.length], ["present", 1, 0]);
    });
  });
});

Deno.test("fetchFile() reads a file again that was touched, and replaces one that was changed", async () => {
  await inTempDir(async (folder) => {
    let asked = 0;
    await withServer((request) => {
      asked++;
      return ranged(request, content);
    }, async (url) => {
      const file = fileOf(url, content);
      await fetchFile(folder, file);
      await Deno.utime(`${folder}/a.bin`, 1, 1);
      assertEquals([(await fetchFile(folder, file)).state, asked], ["present", 1]);
      await Deno.writeFile(`${folder}/a.bin`, someBytes(50_000, 2));
      assertEquals([(await fetchFile(folder, file)).state, asked], ["fetched", 2]);
      assertEquals(await Deno.readFile(`${folder}/a.bin`), content);
    });
  });
});

Deno.test("fetchFile() accepts a file that was put there by hand, if its checksum is right", async () => {
  await inTempDir(async (folder) => {
    await Deno.writeFile(`${folder}/a.bin`, content);
    const file = fileOf("http://127.0.0.1:1/never-asked", content);
    assertEquals((await fetchFile(folder, file)).state, "present");
  });
});

Deno.test("fetchFile() records an unknown checksum and holds later downloads to it", async () => {
  await inTempDir(async (folder) => {
    let served = content;
    await withServer((request) => ranged(request, served), async (url) => {
      const file = { name: "a.bin", url, bytes: null, sha256: null };
      await fetchFile(folder, file);
      await Deno.remove(`${folder}/a.bin`);
      assertEquals((await fetchFile(folder, file)).state, "fetched");
      await Deno.remove(`${folder}/a.bin`);
      served = someBytes(50_000, 3);
      const error = await assertRejects(() => fetchFile(folder, file), InputError);
      assertStringIncludes(error.message, "says the record of the first download");
      assertStringIncludes(error.message, `${folder}/.fetched/a.bin.json`);
      assertEquals(await exists(`${folder}/a.bin`), false);
      await Deno.remove(`${folder}/.fetched/a.bin.json`);
      assertEquals((await fetchFile(folder, file)).state, "fetched");
    });
  });
});

/** A served archive of two images; `fetched` says what became of it and how often it was asked for. */
async function withArchive(
  work: (folder: string, fetched: () => Promise<[state: string, asked: number]>) => Promise<void>,
): Promise<void> {
  await inTempDir(async (folder) => {
    let asked = 0;
    const zip = zipSync({ "P1/a.tif": someBytes(10), "P1/b.tif": someBytes(10) });
    await withServer((request, count) => {
      asked = count;
      return ranged(request, zip);
    }, (url) => {
      const file = { name: "P1.zip", url, bytes: null, sha256: null, unpack: "Week1/P1" };
      return work(folder, async () => {
        const { path, state } = await fetchFile(folder, file);
        assertEquals(path, `${folder}/Week1/P1`);
        return [state, asked];
      });
    });
  });
}

Deno.test("fetchFile() unpacks an archive once, and again where files of it were lost", () =>
  withArchive(async (folder, fetched) => {
    assertEquals(await fetched(), ["fetched", 1]);
    assertEquals(records(await filesIn(folder)), ["Week1/P1/a.tif", "Week1/P1/b.tif"]);
    assertEquals(await fetched(), ["present", 1]);
    await Deno.remove(`${folder}/Week1/P1/a.tif`);
    assertEquals(await fetched(), ["fetched", 2]);
    assertEquals(records(await filesIn(folder)), ["Week1/P1/a.tif", "Week1/P1/b.tif"]);
  }));

Deno.test("fetchFile() looks for the archive's own files in their sizes, and leaves the user's alone", () =>
  withArchive(async (folder, fetched) => {
    const place = `${folder}/Week1/P1`;
    await fetched();
    await Deno.writeTextFile(`${place}/.DS_Store`, "x");
    await Deno.writeTextFile(`${place}/my notes.txt`, "mine");
    assertEquals(await fetched(), ["present", 1]);
    await Deno.truncate(`${place}/a.tif`, 4);
    assertEquals(await fetched(), ["fetched", 2]);
    await Deno.rename(`${place}/b.tif`, `${place}/c.tif`);
    assertEquals(await fetched(), ["fetched", 3]);
    assertEquals(await Deno.readFile(`${place}/a.tif`), someBytes(10));
    assertEquals(await filesIn(place), [".DS_Store", "a.tif", "b.tif", "c.tif", "my notes.txt"]);
    // A record as it was written before it knew names: it counts what must be there at least.
    const path = `${folder}/.fetched/P1.zip.json`;
    const { unpacked: _, ...older } = JSON.parse(await Deno.readTextFile(path));
    await Deno.writeTextFile(path, JSON.stringify({ ...older, unpackedFiles: 2 }));
    assertEquals(await fetched(), ["present", 3]);
    await Deno.remove(place, { recursive: true });
    assertEquals(await fetched(), ["fetched", 4]);
  }));

Deno.test("fetchFile() keeps an archive where that is asked for, and unpacks from it again", async () => {
  await inTempDir(async (folder) => {
    let asked = 0;
    const zip = zipSync({ "a.tif": someBytes(10) });
    await withServer((request) => {
      asked++;
      return ranged(request, zip);
    }, async (url) => {
      const file = { ...fileOf(url, zip, "P1.zip"), unpack: "P1" };
      await fetchFile(folder, file, { keepArchives: true });
      await Deno.remove(`${folder}/P1`, { recursive: true });
      assertEquals((await fetchFile(folder, file, { keepArchives: true })).state, "present");
      assertEquals(records(await filesIn(folder)), ["P1.zip", "P1/a.tif"]);
      assertEquals(asked, 1);
    });
  });
});

Deno.test("fetchFile() writes nothing outside for an archive with ../ in a name", async () => {
  await inTempDir(async (folder) => {
    const zip = zipSync({ "ok.tif": someBytes(10), "../../evil.sh": someBytes(10) });
    await withServer((request) => ranged(request, zip), async (url) => {
      const file = { ...fileOf(url, zip, "P1.zip"), unpack: "Week1/P1" };
      const error = await assertRejects(() => fetchFile(`${folder}/d`, file), InputError);
      assertStringIncludes(error.message, 'found "../../evil.sh"');
      assertEquals(records((await filesIn(folder)).map((n) => n.replace(/^d\//, ""))), ["P1.zip"]);
    });
  });
});

Deno.test("fetchFile() reads the mirror, and asks the network only when told to", async () => {
  await inTempDir(async (folder) => {
    await withServer((request) => ranged(request, content), async (origin) => {
      const url = `${origin}/x/a.bin`, file = fileOf(url, content);
      const mirror = `${folder}/m`, expected = `${mirror}/${new URL(url).host}/x/a.bin`;
      await assertRejects(() => fetchFile(`${folder}/d`, file, { mirror }), InputError, expected);
      const both = await fetchFile(`${folder}/d`, file, { mirror, network: true });
      assertEquals(both.state, "fetched");
      await Deno.mkdir(expected.replace(/a\.bin$/, ""), { recursive: true });
      await Deno.writeFile(expected, someBytes(50_000, 8));
      await assertRejects(
        () => fetchFile(`${folder}/e`, file, { mirror, network: true }),
        InputError,
        "is not the one expected",
      );
      await Deno.writeFile(expected, content);
      assertEquals((await fetchFile(`${folder}/e`, file, { mirror })).sha256, file.sha256);
    });
  });
});

Deno.test("fetchFile() knows a file by the beginning of its checksum, and refuses another", async () => {
  await inTempDir(async (folder) => {
    let asked = 0;
    await withServer((request) => {
      asked++;
      return ranged(request, content);
    }, async (url) => {
      const whole = fileOf(url, content), sum = whole.sha256 as string;
      const file = { ...whole, bytes: null, sha256: sum.slice(0, 8) };
      assertEquals((await fetchFile(folder, file)).sha256, sum);
      const again = await fetchFile(folder, file);
      assertEquals([again.state, again.sha256, asked], ["present", sum, 1]);
      // Without its record the file is told by its content.
      await Deno.remove(`${folder}/.fetched`, { recursive: true });
      const found = await fetchFile(folder, file);
      assertEquals([found.state, found.sha256, asked], ["present", sum, 1]);
      const other = { ...file, sha256: sum.slice(1, 9) };
      await assertRejects(() => fetchFile(folder, other), InputError, sum.slice(1, 9));
    });
  });
});

Deno.test("fetchFile() says what to do where the network stays away", async () => {
  await inTempDir(async (folder) => {
    const file = fileOf("http://127.0.0.1:1/a.bin", content);
    const error = await assertRejects(() => fetchFile(folder, file, { retry: quick }), InputError);
    assertStringIncludes(error.message, "http://127.0.0.1:1/a.bin");
    assertStringIncludes(error.message, "Run the same command again");
  });
});

Deno.test("fetchFile() called twice at once downloads once", async () => {
  await inTempDir(async (folder) => {
    let asked = 0;
    await withServer((request) => {
      asked++;
      return ranged(request, content);
    }, async (url) => {
      const file = fileOf(url, content);
      const states = await Promise.all([fetchFile(folder, file), fetchFile(folder, file)]);
      assertEquals(states.map(({ state }) => state).sort(), ["fetched", "present"]);
      assertEquals(asked, 1);
    });
  });
});
