import { assert, assertEquals, assertRejects } from "@std/assert";
import { metaValues } from "../../lib/core/profiles.ts";
import {
  aggregateOwn,
  judgeOwn,
  measureOwn,
  openOwnScreen,
  ownFiles,
  segmentOwn,
  skippedOwn,
} from "../../lib/cli/own_screen.ts";
import { ownSettings } from "../../lib/cli/own_screen/settings.ts";
import { labelFile } from "../../lib/data/label_files.ts";
import { simulateScreen } from "../../lib/data/simulate.ts";
import { encodeTiff } from "../../lib/image/tiff.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

Deno.test("the steps go from a folder to profiles of wells, and what is done is not done again", () =>
  inFolder(async (folder) => {
    const size = { size: "small", width: 96, height: 96, weeks: 1 } as const;
    await simulateScreen({ out: `${folder}/screen`, ...size, compounds: ["taxol", "AZ258"] });
    const own = await openOwnScreen({
      ...ownSettings(() => undefined),
      data: `${folder}/screen`,
      folder: `${folder}/out`,
      segmentation: { method: "classical" },
    });
    assertEquals([own.control, own.batch, own.segmentation.nuclei], [
      "DMSO",
      "Metadata_Week",
      "DAPI",
    ]);
    const taxol = own.wells.find(({ compound }) => compound === "taxol")!;
    assertEquals(taxol.moa, "Microtubule stabilizers");
    const fields = await judgeOwn(own);
    assertEquals(fields.length, own.index.fields.length);
    assertEquals(await skippedOwn(own), []);
    const { objects } = await segmentOwn(own, fields);
    await measureOwn(own, fields);
    const wells = await aggregateOwn(own, fields);
    const cells = [...objects.values()].reduce((sum, count) => sum + count, 0);
    const counted = metaValues(wells.meta, "Metadata_Count").map(Number);
    assertEquals(counted.reduce((sum, count) => sum + count, 0), cells);
    const before = (await Deno.stat(ownFiles(own).cells)).mtime;
    let done = 0;
    const onDone = () => void done++;
    await judgeOwn(own, { onDone });
    await measureOwn(own, fields, { onDone });
    assertEquals([done, (await Deno.stat(ownFiles(own).cells)).mtime], [0, before]);
    await Deno.utime(labelFile(ownFiles(own).labels, fields[0]!, "nuclei"), 1, 1);
    const signal = AbortSignal.abort(new Error("measured anew"));
    await assertRejects(() => measureOwn(own, fields, { signal }), Error, "measured anew");
    const fewer = await aggregateOwn(own, fields.slice(1));
    assert(fewer.meta.height <= wells.meta.height);
  }));

Deno.test("a field that cannot be read is named in skipped.csv, and without --skip-bad the error offers it", () =>
  inFolder(async (folder) => {
    const data = Uint16Array.from({ length: 64 * 64 }, (_, i) => 100 + (i * i) % 97);
    const whole = await encodeTiff({ width: 64, height: 64, data });
    for (const name of ["a", "b", "c"]) await Deno.writeFile(`${folder}/${name}.tif`, whole);
    await Deno.writeFile(`${folder}/bad.tif`, whole.subarray(0, 200));
    const rows = ["A01,1,a", "A02,1,b", "A03,1,c", "A03,2,bad"].map((row) =>
      `P1,${row}.tif,${row.startsWith("A03") ? "taxol" : "DMSO"}`
    ).join("\n");
    const index = `${folder}/index.csv`, out = `${folder}/out`;
    await Deno.writeTextFile(index, `plate,well,site,DAPI,Metadata_Compound\n${rows}\n`);
    const settings = { ...ownSettings(() => undefined), data: index, folder: out, skipBad: true };
    const own = await openOwnScreen(settings);
    assertEquals((await judgeOwn(own)).length, 3);
    const [skipped, ...more] = await skippedOwn(own);
    assertEquals([skipped?.field, more], ["P1/A03/2", []]);
    assert(skipped!.reason.includes("bad.tif"), skipped!.reason);
    const { code, said } = await c2s("report", "--index", index, "--out", `${folder}/other`);
    assertEquals([code, said.includes("bad.tif"), said.includes("--skip-bad")], [1, true, true]);
  }));

Deno.test("openOwnScreen() names a channel of nuclei that the index has not", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/a.tif`, "");
    const rows = ["A01", "A02"].map((well) => `P1,${well},1,a.tif,DMSO`).join("\n");
    await Deno.writeTextFile(
      `${folder}/index.csv`,
      `plate,well,site,Red,Metadata_Compound\n${rows}\n`,
    );
    const settings = { ...ownSettings(() => undefined), data: `${folder}/index.csv` };
    await assertRejects(() => openOwnScreen(settings), Error, "Which channel shows the nuclei?");
    const red = await openOwnScreen({ ...settings, segmentation: { nuclei: "Red" } });
    assertEquals(red.segmentation.cells, []);
  }));

Deno.test("openOwnScreen() reads the columns that options name as metadata, whatever their names", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/a.tif`, "");
    const rows = ["A01,DMSO,,,1", "A02,DMSO,,,1", "B01,taxol,0.3,stabilizer,2"];
    await Deno.writeTextFile(
      `${folder}/index.csv`,
      `plate,DAPI,site,well,Drug,Dose,Class,Day\n${
        rows.map((row) => `P1,a.tif,1,${row}`).join("\n")
      }\n`,
    );
    const own = await openOwnScreen({
      ...ownSettings(() => undefined),
      data: `${folder}/index.csv`,
      compound: "Drug",
      concentration: "Dose",
      moa: "Class",
      batch: "Day",
    });
    assertEquals(own.index.channels, ["DAPI"]);
    assertEquals(own.index.fields[2]?.metadata, {
      Metadata_Compound: "taxol",
      Metadata_Concentration: "0.3",
      Metadata_MoA: "stabilizer",
      Metadata_Treatment: "taxol 0.3 µM",
      Metadata_Batch: "2",
    });
  }));
