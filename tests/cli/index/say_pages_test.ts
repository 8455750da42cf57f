import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { sayPages } from "../../../lib/cli/index/say_pages.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { readField } from "../../../lib/data/fields.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { inFolder } from "../../data/folder.ts";
import oneDirectory from "../../image/fixtures/stacks.json" with { type: "json" };
import { c2s } from "../run.ts";

Deno.test("sayPages() gives the names that files have as the example, else says where one goes", () => {
  const files = ["/d/P1/B02_s1_all.tif"], unnamed = [{ channel: "all", pages: 2, files }];
  const example = (channels: Map<string, string>) => {
    const told = new Map([[files[0]!, { pages: 2, channels, pixelSize: NaN }]]);
    const [note] = sayPages({ unnamed, missing: [], unread: [], told }, "/d");
    assertEquals(note!.which, ["P1/B02_s1_all.tif"]);
    return note!.what.split("--channels ")[1];
  };
  assertEquals(example(new Map()), "all#0=NAME,all#1=NAME");
  assertEquals(example(new Map([["1", "DNA"], ["0", "ER"]])), "all#1=DNA,all#0=ER");
});

/** Two fields whose one file holds three pages, and one whose file holds one. */
async function stacks(folder: string): Promise<void> {
  const fixture = (name: string) =>
    new URL(`../../image/fixtures/tiff/${name}.tif`, import.meta.url);
  await Deno.mkdir(`${folder}/images/P1`, { recursive: true });
  for (const [well, name] of [["B02", "pages"], ["B03", "pages"], ["B04", "lzw"]] as const) {
    const bytes = await Deno.readFile(fixture(name));
    await Deno.writeFile(`${folder}/images/P1/${well}_s1_stack.tif`, bytes);
  }
}

Deno.test("c2s index says once which files hold several pages, and takes those that are named", () =>
  inFolder(async (folder) => {
    await stacks(folder);
    const words = ["index", "--images", `${folder}/images`, "--out", `${folder}/i.csv`];
    const plain = await c2s(...words);
    assertEquals(plain.code, 0, plain.said);
    assertStringIncludes(
      plain.out,
      "2 files of 3 pages, which no step reads until it is said which page is meant, for example " +
        "--channels stack#0=NAME,stack#1=NAME: P1/B02_s1_stack.tif, P1/B03_s1_stack.tif",
    );
    const { fields } = await readIndex(`${folder}/i.csv`);
    await assertRejects(() => readField(fields[0]!), InputError, 'found "3 pages"');
    assertEquals((await readField(fields[2]!)).channels.length, 1);
    const named = await c2s(...words, "--channels", "stack#0=DAPI,stack#2=Actin");
    const lines = named.out.split("\n");
    assertEquals(lines.filter((line) => line.includes("page")), [
      "1 page that --channels names and files do not have, their fields left out: P1/B04_s1_stack.tif#2",
      "2 pages that no channel is read from: P1/B02_s1_stack.tif#1, P1/B03_s1_stack.tif#1",
    ]);
    const [first, ...more] = (await readIndex(`${folder}/i.csv`)).fields;
    assertEquals(more.map(({ well }) => well), ["B03"]);
    const { channels } = await readField(first!);
    assertEquals(channels.map(({ name, data }) => [name, data[5]]), [["DAPI", 8855], [
      "Actin",
      2951,
    ]]);
    await Deno.remove(`${folder}/images/P1/B04_s1_stack.tif`);
    const all = await c2s(...words, "--channels", "stack#0=DAPI,stack#1=ER,stack#2=Actin");
    assertEquals(all.out.includes("page"), false, all.out);
  }));

Deno.test("c2s index counts planes of stacks that have one directory, and reads the one that is named", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/images/P1`, { recursive: true });
    for (const [well, name] of [["B02.tif", "ImageJ, 3 "], ["B03.stk", "MetaMorph, 3 "]] as const) {
      const { file } = oneDirectory.find((stack) => stack.name.startsWith(name))!;
      const to = `${folder}/images/P1/${well.replace(".", "_s1_stack.")}`;
      await Deno.writeFile(to, Uint8Array.fromBase64(file));
    }
    const words = ["index", "--images", `${folder}/images`, "--out", `${folder}/i.csv`];
    assertStringIncludes(
      (await c2s(...words)).out,
      "2 files of 3 pages, which no step reads until",
    );
    const { fields } = await readIndex(`${folder}/i.csv`);
    for (const field of fields) {
      await assertRejects(() => readField(field), InputError, 'found "3 pages"');
    }
    const named = await c2s(...words, "--channels", "stack#2=DAPI");
    assertStringIncludes(named.out, "4 pages that no channel is read from");
    for (const [i, field] of (await readIndex(`${folder}/i.csv`)).fields.entries()) {
      const { planes } = oneDirectory.filter((stack) => stack.planes.length === 3)[i]!;
      assertEquals([...(await readField(field)).channels[0]!.data], planes[2]!.flat());
    }
  }));
