import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { main } from "../../lib/cli/main.ts";
import { projectRoot } from "../../lib/core/files.ts";
import {
  fileOf,
  filesIn,
  inTempDir,
  ranged,
  realMirror,
  someBytes,
  withServer,
} from "../data/helpers.ts";

const content = someBytes(2_000_000);

async function writeCatalog(folder: string, url: string): Promise<string> {
  const dataset = {
    id: "made-up",
    title: "Made up",
    description: "One file.",
    citation: "-",
    licence: "CC0-1.0",
    homepage: "https://example.org",
    files: [fileOf(url, content, "big.bin")],
  };
  await Deno.writeTextFile(`${folder}/catalog.json`, JSON.stringify({ datasets: [dataset] }));
  return `${folder}/catalog.json`;
}

/** The command in a process of its own, as a person would run it. */
function child(folder: string, catalog: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-P=c2s",
      "lib/cli/main.ts",
      "fetch",
      "made-up",
      "--dir",
      `${folder}/downloads`,
      "--catalog",
      catalog,
    ],
    cwd: projectRoot,
    env: { C2S_MIRROR: "", NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

Deno.test("c2s fetch stopped by Ctrl-C leaves no half file, and the next run resumes", async () => {
  await inTempDir(async (folder) => {
    const ranges: (string | null)[] = [];
    const arrived = Promise.withResolvers<void>();
    await withServer((request, count) => {
      ranges.push(request.headers.get("range"));
      if (count > 1) return ranged(request, content);
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(content.slice(0, 700_000));
          arrived.resolve();
        },
      });
      return new Response(body, {
        headers: { etag: '"1"', "content-length": String(content.length) },
      });
    }, async (origin) => {
      const catalog = await writeCatalog(folder, `${origin}/big.bin`);
      const partial = `${folder}/downloads/made-up/big.bin.partial`;
      const first = child(folder, catalog);
      await arrived.promise;
      while ((await Deno.stat(partial).catch(() => ({ size: 0 }))).size < 700_000) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      first.kill("SIGINT");
      const stopped = await first.output();
      assertEquals(stopped.code, 130);
      const said = new TextDecoder().decode(stopped.stderr);
      assertStringIncludes(said, "the next run goes on from here");
      assert(!said.includes("    at "), "no stack trace for a person who pressed Ctrl-C");
      assertEquals(
        (await filesIn(`${folder}/downloads/made-up`)).filter((n) => !n.startsWith(".")),
        [
          "big.bin.partial",
          "big.bin.partial.json",
        ],
      );
      const second = await child(folder, catalog).output();
      assertEquals(second.code, 0, new TextDecoder().decode(second.stderr));
      assertEquals(
        new TextDecoder().decode(second.stdout),
        "made-up: 1 fetched (2.0 MB), 0 already there, all verified\n",
      );
      assertEquals(ranges, [null, "bytes=700000-"]);
      assertEquals(await Deno.readFile(`${folder}/downloads/made-up/big.bin`), content);
    });
  });
});

Deno.test({
  name: "c2s fetch --mirror brings the tables, says what it did, and is quick the second time",
  ignore: realMirror === undefined,
  fn: () =>
    inTempDir(async (dir) => {
      const args = ["fetch", "bbbc021-metadata", "bbbc021-ljosa-profiles"];
      const lines: string[] = [];
      const run = (...more: string[]) =>
        main([...args, "--mirror", realMirror ?? "", "--dir", dir, ...more], (line) =>
          lines.push(line));
      assertEquals(await run(), 0);
      assertEquals(await run(), 0);
      assertEquals(lines, [
        "bbbc021-metadata: 2 fetched (1.1 MB), 0 already there, all verified",
        "bbbc021-ljosa-profiles: 1 fetched (2.9 MB), 0 already there, all verified",
        "bbbc021-metadata: 0 fetched (0 B), 2 already there, all verified",
        "bbbc021-ljosa-profiles: 0 fetched (0 B), 1 already there, all verified",
      ]);
      lines.length = 0;
      assertEquals(await run("--json"), 0);
      assertEquals(lines.length, 1);
      assertStringIncludes(lines[0] ?? "", '"name":"BBBC021_v1_moa.csv"');
    }),
});

Deno.test("c2s fetch fails with one line for an unknown dataset, a missing mirror file, no dataset", async () => {
  await inTempDir(async (folder) => {
    const said: string[] = [];
    const error = console.error;
    console.error = (line: string) => said.push(line);
    try {
      assertEquals(await main(["fetch", "bbbc22"], () => {}), 1);
      assertEquals(await main(["fetch"], () => {}), 1);
      const args = ["fetch", "bbbc021-images", "--plate", "Week1_22123", "--mirror", folder];
      assertEquals(await main([...args, "--dir", `${folder}/d`], () => {}), 1);
    } finally {
      console.error = error;
    }
    assertEquals(said.length, 3);
    assertStringIncludes(said[0] ?? "", 'found "bbbc22", allowed: bbbc021-metadata');
    assertStringIncludes(said[1] ?? "", "c2s datasets tells what they are");
    assertStringIncludes(
      said[2] ?? "",
      `${folder}/data.broadinstitute.org/bbbc/BBBC021/BBBC021_v1_images_Week1_22123.zip`,
    );
  });
});
