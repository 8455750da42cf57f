import { assertEquals, assertStringIncludes } from "@std/assert";
import { main } from "../../lib/cli/main.ts";
import { fetchDataset } from "../../lib/data/fetch.ts";
import { inTempDir, realMirror } from "../data/helpers.ts";

Deno.test("c2s datasets lists every dataset with files, size and licence", async () => {
  const lines: string[] = [];
  assertEquals(await main(["datasets", "--dir", "nowhere"], (line) => lines.push(line)), 0);
  const row = lines.find((line) => line.startsWith("cpjump1-example-fields"));
  assertEquals(
    row,
    "cpjump1-example-fields   20         44.8 MB    -        data CC0-1.0, code BSD-3-Clause",
  );
});

Deno.test({
  name: "c2s datasets --json tells what is on disk",
  ignore: realMirror === undefined,
  fn: () =>
    inTempDir(async (dir) => {
      await fetchDataset("bbbc021-metadata", { dir, mirror: realMirror ?? null });
      const lines: string[] = [];
      assertEquals(await main(["datasets", "--json", "--dir", dir], (line) => lines.push(line)), 0);
      assertEquals(lines.length, 1);
      assertStringIncludes(lines[0] ?? "", '"onDisk":{"fetched":2,"files":2,"bytes":1119602}');
    }),
});
