import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { readLabels } from "../../lib/data/label_files.ts";
import { inFolder } from "../data/folder.ts";
import { saveAs8Bits } from "../data/index_file/save_as_8_bits.ts";
import { c2s } from "./run.ts";
import { tinyScreen } from "./segment/tiny_screen.ts";

Deno.test("c2s segment writes three label images a field and a table; the second time there is nothing to do", async () => {
  await inFolder(async (folder) => {
    await tinyScreen(folder);
    const args = ["--index", `${folder}/index.csv`, "--out", `${folder}/labels`];
    const { code, out } = await c2s("segment", ...args, "--json");
    assertEquals(code, 0);
    const said = JSON.parse(out);
    assertEquals([said.fields, said.objects, said.resumed, said.skipped], [3, 9, 0, []]);
    assertEquals([said.settings.nuclei, said.settings.cells], ["DAPI", ["Actin"]]);
    const read = async (part: string) =>
      (await readLabels(`${folder}/labels/${part}/P1/B02_s2.tif`)).labels;
    const [nuclei, cells, cytoplasm] = [
      await read("nuclei"),
      await read("cells"),
      await read("cytoplasm"),
    ];
    assertEquals(cytoplasm, cells.map((label, i) => nuclei[i] === 0 ? label : 0));
    assertStringIncludes((await c2s("segment", ...args)).out, "labels of all 3 fields already: 9");
    const other = await c2s("segment", ...args, "--diameter", "14px");
    assertEquals(other.code, 1);
    assertStringIncludes(other.said, "other settings");
  });
});

Deno.test("c2s segment says where a plate mixes bits", async () => {
  await inFolder(async (folder) => {
    await tinyScreen(folder);
    await saveAs8Bits(`${folder}/s2_DAPI.tif`);
    const args = ["--index", `${folder}/index.csv`, "--out", `${folder}/labels`, "--json"];
    const { cautions } = JSON.parse((await c2s("segment", ...args, "--method", "classical")).out);
    assertStringIncludes(cautions.join(), "plate P1, DAPI (1 of 8 bits, such as ");
  });
});

Deno.test("c2s segment takes Cellpose's cells for the nuclei in them, and counts what did not go together", async () => {
  await inFolder(async (folder) => {
    await tinyScreen(folder);
    const checkpoint = fileURLToPath(
      new URL("../learn/cellpose/fixtures/tiny.pth", import.meta.url),
    );
    const args = ["--index", `${folder}/index.csv`, "--out", `${folder}/labels`];
    const options = ["--cells-method", "cellpose", "--cells-checkpoint", checkpoint];
    const diameter = ["--method", "classical", "--cells-diameter", "24px"];
    const said = JSON.parse((await c2s("segment", ...args, ...options, ...diameter, "--json")).out);
    assertEquals([said.fields, said.objects], [3, 9]);
    assertEquals(Object.keys(said.matched), ["divided", "empty", "bare"]);
    const [, ...rows] = (await Deno.readTextFile(`${folder}/labels/fields.csv`)).trim().split("\n");
    const sums = rows.map((row) => row.split(",").slice(-3).map(Number))
      .reduce((sum, counts) => sum.map((value, i) => value + counts[i]!), [0, 0, 0]);
    assertEquals(sums, Object.values(said.matched));
    assert(said.matched.bare < 9, "the network finds some of the drawn cells");
    const again = await c2s("segment", ...args, ...options, ...diameter);
    assertStringIncludes(again.out, "labels of all 3 fields already: 9");
    assertStringIncludes(again.out, "held several nuclei and were divided");
    assertStringIncludes(
      (await c2s("segment", ...args, "--method", "classical")).said,
      "other settings",
    );
  });
});

Deno.test("c2s segment subtracts the background where asked, and keeps labels with and without apart", async () => {
  await inFolder(async (folder) => {
    await tinyScreen(folder);
    const args = ["--index", `${folder}/index.csv`, "--out", `${folder}/labels`];
    const options = ["--method", "classical", "--background", "15", "--json"];
    const said = JSON.parse((await c2s("segment", ...args, ...options)).out);
    assertEquals([said.objects, said.settings.background], [9, 15]);
    const other = await c2s("segment", ...args, "--method", "classical");
    assertEquals(other.code, 1);
    assertStringIncludes(other.said, `found "background 15"`);
  });
});

Deno.test("c2s segment takes a folder in BBBC021's layout, nuclei only, and a diameter in µm", async () => {
  await inFolder(async (folder) => {
    const size = ["--size", "small", "--width", "128", "--height", "128", "--weeks", "1"];
    const screen = ["--out", `${folder}/s`, ...size, "--compound", "taxol", "--seed", "7"];
    assertEquals((await c2s("simulate", ...screen)).code, 0);
    const args = ["--index", `${folder}/s`, "--out", `${folder}/labels`];
    const { code, out } = await c2s("segment", ...args, "--cells", "none", "--diameter", "12um");
    assertEquals(code, 0);
    assert(/[1-9]\d* objects in 3 fields/.test(out), out);
  });
});

Deno.test("c2s segment names the channels, methods, rules and units there are where one does not exist", async () => {
  await inFolder(async (folder) => {
    await tinyScreen(folder);
    const wrong = [
      [["--nuclei", "Hoechst"], "DAPI, Actin"],
      [["--cells", "ER"], "DAPI, Actin"],
      [["--method", "magic"], "classical"],
      [["--model", "cyto"], "network does not take --model"],
      [["--method", "classical", "--checkpoint", "/no/such"], "cellpose or network"],
      [["--cells-method", "magic"], "spread, cellpose"],
      [["--cells-model", "cyto"], "with --cells-method cellpose"],
      [["--cells-diameter", "30px"], "with --cells-method cellpose"],
      [["--cells-method", "cellpose"], "c2s fetch cellpose-models"],
      [["--cells-method", "cellpose", "--cells", "none"], "the name of one channel"],
      [["--cells-method", "cellpose", "--cells-checkpoint", "/no/such"], "/no/such"],
      [
        ["--cells-method", "cellpose", "--cells-checkpoint", "a", "--cells-model", "b"],
        "--cells-checkpoint a --cells-model b",
      ],
      [["--border", "cut"], "keep, mark, remove"],
      [["--diameter", "20"], "25px or 12um"],
      [["--workers", "0"], "whole number"],
      [["--background", "0"], "--background must be a whole number from 1: found 0"],
      [["--background", "2.5"], "--background must be a whole number from 1: found 2.5"],
    ] as const;
    for (const [options, message] of wrong) {
      const args = ["--index", `${folder}/index.csv`, "--out", `${folder}/labels`, ...options];
      const { code, said } = await c2s("segment", ...args);
      assertEquals(code, 1, options.join(" "));
      assertStringIncludes(said, message);
    }
  });
});

Deno.test("c2s segment stops at a bad image, or with --skip-bad leaves the field out and says so", async () => {
  await inFolder(async (folder) => {
    const { fields } = await tinyScreen(folder);
    await Deno.remove(fields[1]!.files.Actin!);
    const args = ["--index", `${folder}/index.csv`, "--out", `${folder}/labels`];
    assertStringIncludes((await c2s("segment", ...args)).said, "s2_Actin.tif");
    const { code, out } = await c2s("segment", ...args, "--skip-bad");
    assertEquals(code, 0);
    assertStringIncludes(out, "left out P1/B02/2");
  });
});
