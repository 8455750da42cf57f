import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fieldName } from "../../lib/cli/over_fields.ts";
import { exists } from "../../lib/core/files.ts";
import { readIndex } from "../../lib/data/index_file.ts";
import { simulateScreen } from "../../lib/data/simulate.ts";
import { bareScreen } from "../../lib/data/simulate/bare.ts";
import { readNotebook } from "../../lib/show/notebook.ts";
import { inFolder } from "../data/folder.ts";
import { kernelThere } from "./notebook_files.ts";
import { c2s } from "./run.ts";

const left = ["quality.csv", "cells.parquet", "wells.parquet", "z.parquet", "corrected.parquet"]
  .concat("activity.csv", "moa.csv", "mechanisms.csv", "leakage.json", "summary.json")
  .concat("report.html", "15-your-own-screen.ipynb", "labels/fields.csv", "figures/15-cells.png");

/** A folder of TIFFs and one CSV, as a stranger has them, made into an index. */
async function strangersIndex(folder: string): Promise<string> {
  const size = { size: "small", width: 112, height: 112, weeks: 1, plates: 3 } as const;
  const compounds = ["taxol", "epothilone B", "nocodazole", "colchicine", "latrunculin B"];
  await simulateScreen({ out: `${folder}/my`, ...size, compounds });
  await bareScreen(`${folder}/my`);
  const { code, said } = await c2s(
    ...["index", "--images", `${folder}/my`, "--layout", `${folder}/my/layout.csv`],
    ...["--channels", "w1=DAPI,w2=Tubulin,w4=Actin", "--out", `${folder}/my/index.csv`],
  );
  assertEquals(code, 0, said);
  return `${folder}/my/index.csv`;
}

Deno.test({
  name: "c2s report goes from a folder of images and a CSV to a report, and does nothing twice",
  ignore: !kernelThere,
  fn: () =>
    inFolder(async (folder) => {
      const index = await strangersIndex(folder), out = `${folder}/report`;
      const words = ["report", "--index", index, "--out", out, "--method", "classical"];
      words.push("--background", "60", "--border", "mark");
      const { fields: [first] } = await readIndex(index);
      await Deno.truncate(first!.files.DAPI!, 300);
      const bad = fieldName(first!), refused = await c2s(...words);
      assertStringIncludes(refused.said, "--skip-bad");
      // What the stopped run has done counts for a mended index, too.
      const csv = await Deno.readTextFile(index);
      const mended = csv.replaceAll("taxol", "paclitaxel").split("\n");
      const plates = [...new Set(mended.slice(1).map((line) => line.split(",")[0]!))];
      const bare = plates[2]!, isBare = (line: string) => line.startsWith(`${bare},`);
      // One plate has other words for its control, one drug another spelling.
      const named = mended.map((line) => isBare(line) ? line.replace("DMSO", "Vehicle") : line)
        .map((line) => line.startsWith(`${plates[1]!},`) ? line.replace("colch", "Colch") : line);
      await Deno.writeTextFile(index, named.join("\n"));
      words.push("--skip-bad");
      const { code, out: printed, said } = await c2s(...words);
      assertEquals(code, 0, said);
      assertStringIncludes(printed, "Active: ");
      // Two wells of a drug beside four controls cannot be told from chance, whatever they do.
      assertStringIncludes(printed, "Could not be told: whether ");
      assertStringIncludes(printed, "smallest possible corrected p is ");
      assertStringIncludes(printed, `left out, for it cannot be read: ${bad}: `);
      assertStringIncludes(await Deno.readTextFile(`${out}/skipped.csv`), bad);
      for (const name of left) assert(await exists(`${out}/${name}`), name);
      const activity = await Deno.readTextFile(`${out}/activity.csv`);
      assertStringIncludes(activity.split("\n")[0]!, "treatment,compound,moa,wells,laid,distance");
      assertEquals(activity.trim().split("\n").length, 7);
      assertStringIncludes(printed, `left out: ${bare} holds fewer than two wells of the control`);
      // No treatment of the report: the sentence on the plate says what may be wrong there.
      assertEquals(printed.includes("Vehicle may be the control"), false);
      assertStringIncludes(printed, "wells of Vehicle lie there: if it is the control, write it");
      assertStringIncludes(printed, "colchicine / Colchicine differ in case");
      const html = await Deno.readTextFile(`${out}/report.html`);
      assertStringIncludes(html, "What could be wrong");
      assertStringIncludes(html, "Plates without controls");
      assertStringIncludes(html, "subtractBackground");
      assertStringIncludes(html, "paclitaxel");
      assertStringIncludes(html, "cannot tell: smallest possible corrected p is ");
      const start = html.indexOf("<h2>In short</h2>"), body = html.indexOf('<section id="15-');
      assertEquals(start > 0 && start < body, true);
      assertStringIncludes(html.slice(start, body), "Strongest caution:");
      assertEquals(html.includes("Quiz"), false);
      assertStringIncludes(html, `Left out, for they cannot be read: ${bad}`);
      assertStringIncludes(html, `The screen: ${index}`);
      assertEquals(html.includes("Broad Bioimage Benchmark"), false);
      const { metadata } = await readNotebook(`${out}/15-your-own-screen.ipynb`);
      assertEquals(metadata.c2s?.ok, true);

      const before = (await Deno.stat(`${out}/report.html`)).mtime;
      const again = await c2s(...words);
      assertStringIncludes(again.out, "is there already");
      assertEquals((await Deno.stat(`${out}/report.html`)).mtime, before);
      const told = JSON.parse((await c2s(...words, "--json")).out);
      assertEquals([told.uncontrolled, told.lookalikes], [[bare], []]);
      assertEquals(told.lost.lookalikes.map(({ name }: { name: string }) => name), ["Vehicle"]);
      assertEquals(told.spellings.map((names: string[]) => names.toSorted()), [
        ["Colchicine", "colchicine"],
      ]);
      assertStringIncludes(told.doubts.join("\n"), "**Plates without controls.**");
    }),
});

Deno.test("c2s report says in one line what is missing, before it reads an image", () =>
  inFolder(async (folder) => {
    for (const name of ["a.tif", "b.tif"]) await Deno.writeTextFile(`${folder}/${name}`, "");
    await Deno.writeTextFile(
      `${folder}/index.csv`,
      "plate,well,site,DAPI,ER,Metadata_Compound\nP1,A01,1,a.tif,b.tif,mock\nP1,A02,1,a.tif,b.tif,mock\n",
    );
    const run = (...more: string[]) =>
      c2s("report", "--index", `${folder}/index.csv`, "--out", `${folder}/out`, ...more);
    const { code, said } = await run();
    assertEquals(code, 1);
    assertEquals(
      said,
      'c2s report: No well holds the negative control: option --control: found "DMSO", allowed: ' +
        "mock (2 fields). mock may be the control: --control mock",
    );
    assertStringIncludes((await run("--compound", "Metadata_Drug")).said, "--compound");
    assertStringIncludes((await run("--method", "magic")).said, "classical, cellpose, network");
    assertStringIncludes((await run("--model", "cyto")).said, "does not take --model");
    const network = ["--control", "mock", "--cells-method", "cellpose"];
    assertStringIncludes((await run(...network)).said, "c2s fetch cellpose-models");
    assertStringIncludes((await run(...network, "--cells", "none")).said, "sees one channel");
    const below = ["--control", "mock", "--method", "classical", "--out", `${folder}/a.tif/out`];
    assertStringIncludes(
      (await run(...below)).said,
      `${folder}/a.tif: found "a file", allowed: a f`,
    );
    assertEquals(await exists(`${folder}/out`), false);
  }));
