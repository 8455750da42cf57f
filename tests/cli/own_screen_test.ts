import { assert, assertEquals, assertRejects } from "@std/assert";
import { metaValues } from "../../lib/core/profiles.ts";
import {
  aggregateOwn,
  judgeOwn,
  measureOwn,
  openOwnScreen,
  ownFiles,
  segmentOwn,
} from "../../lib/cli/own_screen.ts";
import { ownSettings } from "../../lib/cli/own_screen/settings.ts";
import { simulateScreen } from "../../lib/data/simulate.ts";
import { inFolder } from "../data/folder.ts";

Deno.test("the steps go from a folder to profiles of wells, and what is done is not done again", () =>
  inFolder(async (folder) => {
    const size = { size: "small", width: 96, height: 96, weeks: 1 } as const;
    await simulateScreen({ out: `${folder}/screen`, ...size, compounds: ["taxol", "AZ258"] });
    const own = await openOwnScreen({
      ...ownSettings(() => undefined),
      data: `${folder}/screen`,
      folder: `${folder}/out`,
      method: "classical",
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
    const fewer = await aggregateOwn(own, fields.slice(1));
    assert(fewer.meta.height <= wells.meta.height);
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
    const red = await openOwnScreen({ ...settings, nuclei: "Red" });
    assertEquals(red.segmentation.cells, []);
  }));
