import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { pairFiles, pairName } from "../../../lib/cli/score/pairs.ts";
import { inTempDir } from "../../data/helpers.ts";

async function make(folder: string, files: string[]): Promise<void> {
  for (const file of files) {
    const path = `${folder}/${file}`;
    await Deno.mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(path, "");
  }
}

Deno.test("pairName() drops the extension and one ending that says what the file is", () => {
  const names = ["a.tif", "a.TIFF", "a.ome.tif", "a_masks.png", "p/a_label.png", "a_mask_mask.png"];
  assertEquals(names.map(pairName), ["a", "a", "a", "a", "p/a", "a_mask"]);
  assertEquals(["a.csv", "a", "mask"].map(pairName), [undefined, undefined, undefined]);
});

Deno.test("pairFiles() matches by name in all folders and lists every file without a partner", () =>
  inTempDir(async (folder) => {
    await make(folder, [
      "i/p/a.tif",
      "i/b.png",
      "i/c.png",
      "l/p/a_labels.png",
      "l/b.tif",
      "l/d.tif",
    ]);
    const { pairs, unmatched } = await pairFiles({ i: `${folder}/i/`, l: `${folder}/l` });
    assertEquals(pairs, [
      { name: "b", stem: "b", paths: { i: `${folder}/i/b.png`, l: `${folder}/l/b.tif` } },
      {
        name: "p/a",
        stem: "a",
        paths: { i: `${folder}/i/p/a.tif`, l: `${folder}/l/p/a_labels.png` },
      },
    ]);
    assertEquals(unmatched, { i: [`${folder}/i/c.png`], l: [`${folder}/l/d.tif`] });
  }));

Deno.test("pairFiles() refuses a missing folder, two files of one name, and nothing in common", () =>
  inTempDir(async (folder) => {
    await make(folder, ["i/a.tif", "l/b.tif", "two/a.png", "two/a_mask.png"]);
    const [i, l, two] = ["i", "l", "two"].map((name) => `${folder}/${name}`);
    await assertRejects(
      () => pairFiles({ i: i!, l: l! }),
      InputError,
      `1 i in ${i}, such as ${i}/a.tif; 1 l in ${l}`,
    );
    await assertRejects(() => pairFiles({ i: i!, two: two! }), InputError, "Two two have one name");
    await assertRejects(() => pairFiles({ i: i!, x: `${folder}/x` }), InputError, "no such folder");
  }));
