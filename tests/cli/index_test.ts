import { assertEquals, assertStringIncludes } from "@std/assert";
import { readIndex } from "../../lib/data/index_file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

async function screen(folder: string): Promise<void> {
  for (const plate of ["P1", "P2"]) {
    await Deno.mkdir(`${folder}/images/${plate}`, { recursive: true });
    for (const name of ["B02_s1_w1", "B02_s1_w2", "B03_s1_w1", "B03_s1_w2", "C04_s1_w1"]) {
      await Deno.writeTextFile(`${folder}/images/${plate}/${name}.tif`, "");
    }
  }
  await Deno.writeTextFile(`${folder}/images/overview.tif`, "");
  await Deno.writeTextFile(
    `${folder}/layout.csv`,
    "well,compound,concentration,moa\nB2,taxol,0.3,stabilizer\nC4,DMSO,,\n",
  );
}

Deno.test("c2s index writes an index that readIndex() reads, and names all that it left out", () =>
  inFolder(async (folder) => {
    await screen(folder);
    const { code, out } = await c2s(
      ...["index", "--images", `${folder}/images`, "--layout", `${folder}/layout.csv`],
      ...["--channels", "w1=DAPI,w2=Tubulin", "--out", `${folder}/index.csv`],
      ...["--pixel-size", "0.65"],
    );
    assertEquals(code, 0);
    assertEquals(out.split("\n"), [
      `${folder}/index.csv: 2 fields in 2 wells of 2 plates; channels DAPI, Tubulin; names read as ` +
      "ImageXpress (MetaXpress), BBBC021",
      "1 file with a name that does not fit: overview.tif",
      "2 fields with a channel missing: P1/C04/1 (Tubulin), P2/C04/1 (Tubulin)",
      "2 wells with images that the layout does not have, left out: P1/B03, P2/B03",
      "1 well of the layout with images, but no field of all channels: C04",
    ]);
    const { channels, fields } = await readIndex(`${folder}/index.csv`);
    assertEquals(channels, ["DAPI", "Tubulin"]);
    assertEquals(fields[0]?.metadata, {
      Metadata_Compound: "taxol",
      Metadata_Concentration: "0.3",
      Metadata_MoA: "stabilizer",
    });
    assertEquals(fields[0]?.files.DAPI, `${folder}/images/P1/B02_s1_w1.tif`);
  }));

Deno.test("c2s index says in one line what is wrong with its options", () =>
  inFolder(async (folder) => {
    await screen(folder);
    const run = (...more: string[]) =>
      c2s("index", "--images", `${folder}/images`, "--out", `${folder}/i.csv`, ...more);
    assertEquals((await run("--channels", "w1=")).said.includes("for example w1=DAPI"), true);
    const twice = await run("--channels", "w1=DAPI,w2=DAPI");
    assertEquals(twice.said.includes('two channels one name: found "DAPI"'), true, twice.said);
    assertEquals((await run("--plane", "9")).said.includes("see --plane"), true);
    assertEquals((await run("--pixel-size", "0")).said.includes("must be above 0"), true);
    assertEquals((await run("--pattern", "{a}")).said.includes("{plate}, {well}"), true);
    assertEquals((await run("--layout", `${folder}/no.csv`)).code, 1);
    const below = await run("--out", `${folder}/layout.csv/i.csv`);
    assertEquals(
      below.said,
      `c2s index: Cannot write a file: ${folder}/layout.csv: found "a file", ` +
        `allowed: a folder, as ${folder}/layout.csv/i.csv needs`,
    );
  }));

Deno.test("c2s index says which concentrations it has written in µM", () =>
  inFolder(async (folder) => {
    await screen(folder);
    await Deno.writeTextFile(
      `${folder}/layout.csv`,
      "well,compound,dose,unit\nB2,taxol,300,nM\nB3,nocodazole,3,uM\nC4,DMSO,,\n",
    );
    const words = ["index", "--images", `${folder}/images`, "--layout", `${folder}/layout.csv`];
    words.push("--channels", "w1=DAPI", "--out", `${folder}/i.csv`);
    const note = "of the layout with a dose in nM, written in µM";
    assertStringIncludes((await c2s(...words)).out, `1 well ${note}: B02`);
    const { notes } = JSON.parse((await c2s(...words, "--json")).out);
    assertEquals(notes.at(-1), { what: `wells ${note}`, which: ["B02"] });
  }));

Deno.test("c2s index warns of names that look like the control", () =>
  inFolder(async (folder) => {
    await screen(folder);
    await Deno.writeTextFile(`${folder}/layout.csv`, "well,compound\nB2,DMS0\nB3,DMSO\nC4,dmso\n");
    const words = ["index", "--images", `${folder}/images`, "--layout", `${folder}/layout.csv`];
    const { out } = await c2s(...words, "--channels", "w1=DAPI", "--out", `${folder}/i.csv`);
    assertStringIncludes(out, "DMS0 and dmso may be the control DMSO by other names: ");
    await Deno.writeTextFile(`${folder}/layout.csv`, "well,compound\nB2,taxol\nB3,dmso\n");
    const fine = await c2s(...words, "--channels", "w1=DAPI", "--out", `${folder}/i.csv`);
    assertEquals(fine.out.includes("the control"), false);
  }));

Deno.test("c2s index says what is missing without a pixel size, and which wells have no compound", () =>
  inFolder(async (folder) => {
    await screen(folder);
    await Deno.writeTextFile(`${folder}/layout.csv`, "well,compound\nB2,\nB3,DMSO\nC4,taxol\n");
    const words = ["index", "--images", `${folder}/images`, "--layout", `${folder}/layout.csv`];
    const run = (...more: string[]) =>
      c2s(...words, "--channels", "w1=DAPI", "--out", `${folder}/i.csv`, ...more);
    const { out } = await run();
    assertStringIncludes(out, "scale bars and lengths in µm are missing; give --pixel-size");
    assertStringIncludes(
      out,
      "2 wells whose compound is empty in the layout, left out of a report: P1/B02, P2/B02",
    );
    assertEquals((await run("--pixel-size", "0.65")).out.includes("pixel size"), false);
  }));

Deno.test("c2s index counts and names images of formats that are not read", () =>
  inFolder(async (folder) => {
    await screen(folder);
    for (const name of ["B02_s1_w1.jpg", "B02_s2_w1.JPG", "plate.czi"]) {
      await Deno.writeTextFile(`${folder}/images/P1/${name}`, "");
    }
    const words = ["index", "--images", `${folder}/images`, "--out", `${folder}/i.csv`];
    const { out } = await c2s(...words, "--channels", "w1=DAPI");
    assertStringIncludes(
      out,
      "1 image not read, of format .czi (TIFF and PNG are; Bio-Formats converts them: " +
        "bfconvert IN OUT.ome.tif): P1/plate.czi",
    );
    assertStringIncludes(out, "2 images not read, of format .jpg (such files are no ");
  }));

Deno.test("c2s index --help says in which units concentrations are read, and how pages are named", async () => {
  const { out } = await c2s("index", "--help");
  for (const words of ["in µM, or in the unit", "conc_nM", "w1#0=DAPI"]) {
    assertStringIncludes(out, words);
  }
});

Deno.test("c2s index says in one line where neither names of files nor the files say channels", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/P1`);
    await Deno.writeFile(
      `${folder}/P1/B02.tif`,
      await Deno.readFile(new URL("../image/fixtures/tiff/pages.tif", import.meta.url)),
    );
    const { said } = await c2s("index", "--images", folder, "--out", `${folder}/i.csv`);
    assertEquals(
      said,
      "c2s index: Cannot tell which channels the images hold. Names of files say none, nor do " +
        "the files: give --channels 0=DAPI,1=Tubulin, by number of the page",
    );
  }));

Deno.test("c2s index leaves out labels that lie among the images, and counts them", () =>
  inFolder(async (folder) => {
    await screen(folder);
    for (const labels of ["labels", "P1/labels"]) {
      for (const part of ["nuclei/P1", "cells/P1", "cytoplasm/P1"]) {
        const at = `${folder}/images/${labels}`;
        await Deno.mkdir(`${at}/${part}`, { recursive: true });
        await Deno.writeTextFile(`${at}/segment.json`, "{}");
        for (const site of [1, 2, 3]) {
          await Deno.writeTextFile(`${at}/${part}/B02_s${site}.tif`, "");
        }
      }
    }
    const words = ["index", "--images", `${folder}/images`, "--out", `${folder}/i.csv`];
    const { out, code, said } = await c2s(...words, "--channels", "w1=DAPI,w2=Tubulin");
    assertEquals(code, 0, said);
    assertStringIncludes(
      out,
      "4 fields in 4 wells of 2 plates; channels DAPI, Tubulin; names read",
    );
    assertStringIncludes(
      out,
      "18 files of labels that c2s segment wrote, left out: P1/labels/cells/P1/B02_s1.tif",
    );
  }));
