import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { exists } from "../../../lib/core/files.ts";
import { download } from "../../../lib/data/fetch/download.ts";
import { Passing } from "../../../lib/data/fetch/retry.ts";
import {
  cut,
  fileOf,
  filesIn,
  inTempDir,
  quick,
  ranged,
  sha256,
  someBytes,
  withServer,
} from "../helpers.ts";

const content = someBytes(300_000);
const unknown = { bytes: null, sha256: null };

Deno.test("download() brings a file, verifies it and leaves nothing else", async () => {
  await inTempDir(async (folder) => {
    await withServer((request) => ranged(request, content), async (url) => {
      const seen: number[] = [];
      const got = await download(url, `${folder}/a.bin`, fileOf(url, content), {
        onProgress: (bytes, total) => {
          seen.push(bytes);
          assertEquals(total, content.length);
        },
      });
      assertEquals(got, { bytes: content.length, sha256: sha256(content) });
      assertEquals(await Deno.readFile(`${folder}/a.bin`), content);
      assertEquals(await filesIn(folder), ["a.bin"]);
      assertEquals(seen.at(-1), content.length);
    });
  });
});

Deno.test("download() resumes a connection that was cut, on condition of the same version", async () => {
  await inTempDir(async (folder) => {
    const asked: (string | null)[][] = [];
    await withServer((request, count) => {
      asked.push([request.headers.get("range"), request.headers.get("if-range")]);
      return count === 1 ? cut(content, 100_000) : ranged(request, content);
    }, async (url) => {
      await download(url, `${folder}/a.bin`, fileOf(url, content), { retry: quick });
      assertEquals(await Deno.readFile(`${folder}/a.bin`), content);
      assertEquals(asked, [[null, null], ["bytes=100000-", '"1"']]);
    });
  });
});

Deno.test("download() goes on in a later call from what an earlier one left", async () => {
  await inTempDir(async (folder) => {
    const ranges: (string | null)[] = [];
    await withServer((request, count) => {
      ranges.push(request.headers.get("range"));
      return count === 1 ? cut(content, 123_456) : ranged(request, content);
    }, async (url) => {
      const file = fileOf(url, content);
      const once = { retry: { ...quick, attempts: 1 } };
      await assertRejects(() => download(url, `${folder}/a.bin`, file, once), Passing);
      assertEquals(await filesIn(folder), ["a.bin.partial", "a.bin.partial.json"]);
      await download(url, `${folder}/a.bin`, file, once);
      assertEquals(await Deno.readFile(`${folder}/a.bin`), content);
      assertEquals(ranges, [null, "bytes=123456-"]);
      assertEquals(await filesIn(folder), ["a.bin"]);
    });
  });
});

Deno.test("download() starts anew where the file on the server has changed meanwhile", async () => {
  await inTempDir(async (folder) => {
    const newer = someBytes(280_000, 7);
    await withServer(
      (request, count) => count === 1 ? cut(content, 100_000) : ranged(request, newer, '"2"'),
      async (url) => {
        const got = await download(url, `${folder}/a.bin`, unknown, { retry: quick });
        assertEquals(got.sha256, sha256(newer));
        assertEquals(await Deno.readFile(`${folder}/a.bin`), newer);
      },
    );
  });
});

Deno.test("download() starts anew where the server ignores the range", async () => {
  await inTempDir(async (folder) => {
    await withServer(
      (_, count) => count === 1 ? cut(content, 100_000) : new Response(content),
      async (url) => {
        await download(url, `${folder}/a.bin`, fileOf(url, content), { retry: quick });
        assertEquals(await Deno.readFile(`${folder}/a.bin`), content);
      },
    );
  });
});

Deno.test("download() does not mix versions where neither mark nor checksum tells them apart", async () => {
  await inTempDir(async (folder) => {
    const newer = someBytes(300_000, 9);
    await withServer(
      (request, count) => count === 1 ? cut(content, 100_000, 0, null) : ranged(request, newer, ""),
      async (url) => {
        await download(url, `${folder}/a.bin`, unknown, { retry: quick });
        assertEquals(await Deno.readFile(`${folder}/a.bin`), newer);
      },
    );
  });
});

Deno.test("download() tries once more from the start where resumed pieces do not fit", async () => {
  await inTempDir(async (folder) => {
    const stale = someBytes(300_000, 5);
    let count = 0;
    await withServer((request) => {
      count++;
      // Without a mark of the version only the checksum notices that the first piece is stale.
      return count === 1 ? cut(stale, 100_000, 0, null) : ranged(request, content, "");
    }, async (url) => {
      await download(url, `${folder}/a.bin`, fileOf(url, content), { retry: quick });
      assertEquals(await Deno.readFile(`${folder}/a.bin`), content);
      assertEquals(count, 3);
    });
  });
});

Deno.test("download() retries after 500, 503 and 429, waiting as Retry-After asks", async () => {
  await inTempDir(async (folder) => {
    const waits: number[] = [];
    await withServer((request, count) => {
      if (count === 1) return new Response("oops", { status: 500 });
      if (count === 2) return new Response("busy", { status: 503 });
      if (count === 3) {
        return new Response("slowly", { status: 429, headers: { "retry-after": "0.015" } });
      }
      return ranged(request, content);
    }, async (url) => {
      await download(url, `${folder}/a.bin`, fileOf(url, content), {
        retry: { ...quick, onWait: (_, ms) => waits.push(ms) },
      });
      assertEquals(waits.length, 3);
      assertEquals(waits[2], 15);
    });
  });
});

Deno.test("download() gives up at once on 404 and names the address", async () => {
  await inTempDir(async (folder) => {
    let count = 0;
    await withServer(() => {
      count++;
      return new Response("none", { status: 404 });
    }, async (url) => {
      const error = await assertRejects(
        () => download(`${url}/gone.zip`, `${folder}/a.bin`, unknown, { retry: quick }),
        InputError,
        "HTTP 404",
      );
      assertStringIncludes(error.message, `${url}/gone.zip`);
      assertEquals(count, 1);
      assertEquals(await filesIn(folder), []);
    });
  });
});

Deno.test("download() gives up after six failures without progress", async () => {
  await inTempDir(async (folder) => {
    let count = 0;
    await withServer(() => {
      count++;
      return new Response("oops", { status: 502 });
    }, async (url) => {
      await assertRejects(
        () => download(url, `${folder}/a.bin`, unknown, { retry: quick }),
        Passing,
        "502",
      );
      assertEquals(count, 6);
    });
  });
});

Deno.test("download() does not ask forever a server that ignores ranges and cuts at one place", async () => {
  await inTempDir(async (folder) => {
    let count = 0;
    await withServer(() => {
      count++;
      return cut(content, 1000);
    }, async (url) => {
      const options = { retry: { ...quick, attempts: 3 } };
      await assertRejects(() => download(url, `${folder}/a.bin`, unknown, options), Passing);
      assertEquals(count, 3);
    });
  });
});

Deno.test("download() goes on for as long as each attempt brings something", async () => {
  await inTempDir(async (folder) => {
    await withServer((request) => {
      const from = Number(/\d+/.exec(request.headers.get("range") ?? "0")?.[0]);
      return cut(content, from + 50_000, from);
    }, async (url) => {
      const options = { retry: { ...quick, attempts: 2 } };
      await download(url, `${folder}/a.bin`, fileOf(url, content), options);
      assertEquals(await Deno.readFile(`${folder}/a.bin`), content);
    });
  });
});

Deno.test("download() refuses a truncated file before reading it: the size is wrong", async () => {
  await inTempDir(async (folder) => {
    await withServer(() => new Response(content.slice(0, 1000)), async (url) => {
      await assertRejects(
        () => download(url, `${folder}/a.bin`, fileOf(url, content), { retry: quick }),
        InputError,
        'found "1000 bytes", allowed: 300000 bytes, says the catalog',
      );
      assertEquals(await filesIn(folder), []);
    });
  });
});

Deno.test("download() notices a truncated file whose size the server does not tell", async () => {
  await inTempDir(async (folder) => {
    const short = content.slice(0, 1000);
    await withServer((request) => {
      if (request.headers.has("range")) return ranged(request, short, "");
      return new Response(new Blob([short]).stream());
    }, async (url) => {
      await assertRejects(
        () => download(url, `${folder}/a.bin`, fileOf(url, content), { retry: quick }),
        InputError,
        'found "1000 bytes"',
      );
      assertEquals(await exists(`${folder}/a.bin`), false);
    });
  });
});

Deno.test("download() refuses a wrong checksum, names both, and throws the bytes away", async () => {
  await inTempDir(async (folder) => {
    const other = content.slice();
    other[5] = (other[5] ?? 0) ^ 1;
    await withServer((request) => ranged(request, other), async (url) => {
      const error = await assertRejects(
        () => download(url, `${folder}/a.bin`, fileOf(url, content), { retry: quick }),
        InputError,
        sha256(other),
      );
      assertStringIncludes(error.message, `allowed: SHA-256 ${sha256(content)}`);
      assertStringIncludes(error.message, `${folder}/a.bin`);
      assertEquals(await filesIn(folder), []);
    });
  });
});

Deno.test("download() takes a server that falls silent for a cut connection", async () => {
  await inTempDir(async (folder) => {
    await withServer((request, count) => {
      if (count > 1) return ranged(request, content);
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(content.slice(0, 50_000)),
      });
      return new Response(body, { headers: { etag: '"1"' } });
    }, async (url) => {
      const reasons: string[] = [];
      await download(url, `${folder}/a.bin`, fileOf(url, content), {
        silenceMs: 100,
        retry: { ...quick, onWait: ({ message }) => reasons.push(message) },
      });
      assertStringIncludes(reasons.join(), "was silent for 0.1 s");
      assertEquals(await Deno.readFile(`${folder}/a.bin`), content);
    });
  });
});

Deno.test("download() stops when told to, keeping what has arrived", async () => {
  await inTempDir(async (folder) => {
    await withServer(() => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(content.slice(0, 50_000)),
      });
      return new Response(body, { headers: { etag: '"1"' } });
    }, async (url) => {
      const stop = new AbortController();
      await assertRejects(
        () =>
          download(url, `${folder}/a.bin`, unknown, {
            signal: stop.signal,
            onProgress: (bytes) => bytes === 50_000 && stop.abort(new Error("enough")),
          }),
        Error,
        "enough",
      );
      assertEquals((await Deno.stat(`${folder}/a.bin.partial`)).size, 50_000);
      assertEquals(await exists(`${folder}/a.bin`), false);
    });
  });
});

Deno.test("download() refuses at once a file that the disk has no place for", async () => {
  await inTempDir(async (folder) => {
    const endless = () =>
      new Response(new ReadableStream(), { headers: { "content-length": "1000000000000000" } });
    await withServer(endless, async (url) => {
      const error = await assertRejects(
        () => download(`${url}/huge.zip`, `${folder}/huge.zip`, unknown, { retry: quick }),
        InputError,
        "The disk is full",
      );
      assertStringIncludes(error.message, `${folder}/huge.zip`);
      assertStringIncludes(error.message, "1000000000000000 bytes (1000 TB) more");
      assert(/found "\d+ bytes free"/.test(error.message));
    });
  });
});

Deno.test("download() explains a disk that fills up on the way, and resumes when there is place", async () => {
  await inTempDir(async (folder) => {
    const ranges: (string | null)[] = [];
    await withServer((request) => {
      ranges.push(request.headers.get("range"));
      return ranged(request, content);
    }, async (url) => {
      const file = fileOf(url, content);
      const write = Deno.FsFile.prototype.write;
      let place = 100_000;
      // The disk is simulated: after 100,000 bytes it answers as a full one does.
      Deno.FsFile.prototype.write = function (bytes) {
        if (place === 0) {
          return Promise.reject(Object.assign(new Error("No space left"), { code: "ENOSPC" }));
        }
        const part = bytes.subarray(0, place);
        place -= part.length;
        return write.call(this, part);
      };
      try {
        const error = await assertRejects(
          () => download(url, `${folder}/a.bin`, file, { retry: quick }),
          InputError,
          `The disk is full: ${folder}/a.bin`,
        );
        assert(/allowed: \d+ bytes \(\d+ kB\) more/.test(error.message));
      } finally {
        Deno.FsFile.prototype.write = write;
      }
      assertEquals(await filesIn(folder), ["a.bin.partial", "a.bin.partial.json"]);
      await download(url, `${folder}/a.bin`, file, { retry: quick });
      assertEquals(await Deno.readFile(`${folder}/a.bin`), content);
      assertEquals(ranges, [null, "bytes=100000-"]);
    });
  });
});
