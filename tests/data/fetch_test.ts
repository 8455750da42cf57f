import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { type Dataset, loadCatalog } from "../../lib/data/catalog.ts";
import { fetchDataset } from "../../lib/data/fetch.ts";
import { datasetState } from "../../lib/data/locate.ts";
import {
  cut,
  fileOf,
  filesIn,
  inTempDir,
  quick,
  ranged,
  realMirror,
  someBytes,
  withServer,
} from "./helpers.ts";

const contents = Array.from({ length: 8 }, (_, index) => someBytes(20_000, index + 1));

function datasetOf(origin: string): Dataset {
  return {
    id: "made-up",
    title: "Made up",
    description: "Eight files.",
    citation: "-",
    licence: "CC0-1.0",
    homepage: "https://example.org",
    files: contents.map((content, index) => ({
      ...fileOf(`${origin}/${index}`, content, `${index}.bin`),
      plate: index < 6 ? "P1" : "P2",
    })),
    listings: [],
  };
}

const serve = (request: Request) =>
  ranged(request, contents[Number(new URL(request.url).pathname.slice(1))] ?? new Uint8Array());

Deno.test("fetchDataset() brings all files, in the order of the catalog, four at a time", async () => {
  await inTempDir(async (dir) => {
    let now = 0, most = 0;
    await withServer(async (request) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now--;
      return serve(request);
    }, async (origin) => {
      const catalog = [datasetOf(origin)];
      const files = await fetchDataset("made-up", { catalog, dir, mirror: null });
      assertEquals(files.map(({ name }) => name), contents.map((_, index) => `${index}.bin`));
      assertEquals(await Deno.readFile(`${dir}/made-up/7.bin`), contents[7] ?? new Uint8Array());
      assertEquals(most, 4);
      const state = await datasetState(datasetOf(origin), dir);
      assertEquals(state, { fetched: 8, files: 8, bytes: 160_000 });
    });
  });
});

Deno.test("fetchDataset() brings only the plates and files that are asked for", async () => {
  await inTempDir(async (dir) => {
    await withServer(serve, async (origin) => {
      const options = { catalog: [datasetOf(origin)], dir, mirror: null };
      const plate = await fetchDataset("made-up", { ...options, plates: ["P2"] });
      assertEquals(plate.map(({ name }) => name), ["6.bin", "7.bin"]);
      const files = await fetchDataset("made-up", {
        ...options,
        files: ({ name }) => name === "0.bin",
      });
      assertEquals(files.map(({ name }) => name), ["0.bin"]);
    });
  });
});

Deno.test("fetchDataset() names the plates there are, and refuses wells where there are none", async () => {
  const catalog = [datasetOf("https://example.org")];
  const fetching = (options: { plates?: string[]; wells?: string[] }) =>
    fetchDataset("made-up", { catalog, dir: "never", mirror: null, ...options });
  await assertRejects(
    () => fetching({ plates: ["P3"] }),
    InputError,
    'found "P3", allowed: P1, P2',
  );
  await assertRejects(() => fetching({ wells: ["A01"] }), InputError, "not divided by well");
  await assertRejects(
    () => fetchDataset("cpjump1-images"),
    InputError,
    "too large to be fetched whole",
  );
});

Deno.test("fetchDataset() begins no new file after a failure, and goes on from there later", async () => {
  await inTempDir(async (dir) => {
    let broken = true;
    const asked: string[] = [];
    await withServer((request) => {
      const path = new URL(request.url).pathname;
      asked.push(path);
      if (path === "/1" && broken) return new Response("gone", { status: 404 });
      return serve(request);
    }, async (origin) => {
      const options = { catalog: [datasetOf(origin)], dir, mirror: null, concurrency: 1 };
      await assertRejects(() => fetchDataset("made-up", options), InputError, `${origin}/1`);
      assertEquals(asked, ["/0", "/1"]);
      broken = false;
      const states = (await fetchDataset("made-up", options)).map(({ state }) => state);
      assertEquals(states.slice(0, 3), ["present", "fetched", "fetched"]);
    });
  });
});

Deno.test("fetchDataset() stops when told to, and resumes each file in the next call", async () => {
  await inTempDir(async (dir) => {
    let slow = true;
    const ranges: (string | null)[] = [];
    await withServer((request) => {
      if (!slow) {
        ranges.push(request.headers.get("range"));
        return serve(request);
      }
      const body = new ReadableStream<Uint8Array>({
        start: (c) =>
          c.enqueue(contents[Number(new URL(request.url).pathname.slice(1))]?.slice(0, 5000)),
      });
      return new Response(body, { headers: { etag: '"1"' } });
    }, async (origin) => {
      const stop = new AbortController();
      const options = { catalog: [datasetOf(origin)], dir, mirror: null };
      const begun = new Set<string>();
      const stopped = () =>
        fetchDataset("made-up", {
          ...options,
          signal: stop.signal,
          onProgress: ({ file, done }) => {
            if (done === 5000) begun.add(file);
            if (begun.size === 4) stop.abort(new Error("enough"));
          },
        });
      await assertRejects(stopped, Error, "enough");
      const left = (await filesIn(`${dir}/made-up`)).filter((name) => name.endsWith(".partial"));
      assertEquals(left.length, 4);
      slow = false;
      await fetchDataset("made-up", options);
      assertEquals(ranges.filter((range) => range === "bytes=5000-").length, 4);
    });
  });
});

Deno.test("fetchDataset() lists wells on demand and verifies the sizes that the list states", async () => {
  await inTempDir(async (dir) => {
    const image = someBytes(1000), key = "i/r01c01f01p01-ch1sk1fk1fl1.tiff";
    await withServer((request, count) => {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname === `/${key}`) return count === 2 ? cut(image, 500) : ranged(request, image);
      if (searchParams.get("prefix") !== "i/r01c01f") return new Response("?", { status: 400 });
      return new Response(
        `<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>${key}</Key>` +
          `<Size>1000</Size></Contents></ListBucketResult>`,
      );
    }, async (origin) => {
      const listings = [{ plate: "BR1", url: `${origin}/`, prefix: "i/" }];
      const catalog = [{ ...datasetOf(origin), files: [], listings }];
      const [file] = await fetchDataset("made-up", {
        catalog,
        dir,
        mirror: null,
        plates: ["BR1"],
        wells: ["A01"],
        retry: quick,
      });
      assertEquals(file?.path, `${dir}/made-up/BR1/r01c01f01p01-ch1sk1fk1fl1.tiff`);
      assertEquals(await Deno.readFile(file?.path ?? ""), image);
      assertEquals((await datasetState(catalog[0] as Dataset, dir)).fetched, 1);
    });
  });
});

Deno.test({
  name: "every file of the real mirror is fetched and verified",
  ignore: realMirror === undefined,
  fn: () =>
    inTempDir(async (dir) => {
      const known = (await loadCatalog()).filter(({ files }) => files[0]?.sha256?.length === 64);
      assertEquals(known.length, 5);
      let count = 0;
      for (const { id } of known) {
        count += (await fetchDataset(id, { dir, mirror: realMirror ?? null })).length;
      }
      assertEquals(count, 34);
    }),
});
