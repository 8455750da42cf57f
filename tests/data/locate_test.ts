import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { notedSoFar } from "../../lib/core/noted.ts";
import { datasetFile } from "../../lib/data/locate.ts";
import { inTempDir } from "./helpers.ts";

Deno.test("datasetFile() returns the path of a file that is there", async () => {
  await inTempDir(async (dir) => {
    const path = `${dir}/bbbc021-metadata/BBBC021_v1_moa.csv`;
    await Deno.mkdir(`${dir}/bbbc021-metadata`);
    await Deno.writeTextFile(path, "compound");
    assertEquals(await datasetFile("bbbc021-metadata", "BBBC021_v1_moa.csv", { dir }), path);
    // A report cites what was used.
    assertEquals(notedSoFar().dataset?.includes("bbbc021-metadata"), true);
  });
});

Deno.test("datasetFile() says which command fetches a file, an image of an archive, a listed image", async () => {
  const cases: [string, string, string][] = [
    ["bbbc021-metadata", "BBBC021_v1_moa.csv", "c2s fetch bbbc021-metadata"],
    [
      "bbbc021-images",
      "Week1/Week1_22123/G10_s1_w1.tif",
      "c2s fetch bbbc021-images --plate Week1_22123",
    ],
    ["bbbc021-images", "Week1/Week1_22123", "c2s fetch bbbc021-images --plate Week1_22123"],
    ["cpjump1-images", "BR00117010/a.tiff", "c2s fetch cpjump1-images --plate BR00117010"],
  ];
  for (const [id, name, command] of cases) {
    await assertRejects(() => datasetFile(id, name, { dir: "nowhere" }), InputError, command);
  }
});

Deno.test("datasetFile() lists the files there are for a name that is wrong", async () => {
  const wrong = () => datasetFile("bbbc021-metadata", "BBBC021_v1_mao.csv", { dir: "nowhere" });
  await assertRejects(wrong, InputError, "BBBC021_v1_moa.csv");
});
