import { assertEquals, assertRejects } from "@std/assert";
import { judgeScreen } from "../../../lib/cli/quality/run.ts";
import { exists } from "../../../lib/core/files.ts";
import { inFolder } from "../../data/folder.ts";
import { qualityScreen } from "./screen.ts";

Deno.test("judgeScreen() stopped in the middle goes on where it stopped, with the same flags and table", async () => {
  await inFolder(async (folder) => {
    const index = await qualityScreen(folder), stop = new AbortController();
    const options = { index, nuclei: "DAPI", workers: 1 };
    const whole = await judgeScreen({ ...options, out: `${folder}/a.csv` });
    assertEquals(whole.fields.map(({ flags }) => flags), [[], [], [], ["saturated", "empty"]]);
    const onDone = (done: number) => {
      if (done === 2) stop.abort(new Error("enough"));
    };
    const out = `${folder}/b.csv`, stopping = { ...options, out, onDone, signal: stop.signal };
    await assertRejects(() => judgeScreen(stopping), Error, "enough");
    assertEquals(await exists(out), false);
    const rest = await judgeScreen({ ...options, out });
    assertEquals(rest.resumed >= 2 && rest.resumed < 4, true, `${rest.resumed} resumed`);
    assertEquals(rest.fields, whole.fields);
    assertEquals(await Deno.readTextFile(out), await Deno.readTextFile(`${folder}/a.csv`));
    assertEquals(await exists(`${out}.parts`), false);
  });
});

Deno.test("judgeScreen() stopped judges a field anew whose image was written anew", async () => {
  await inFolder(async (folder) => {
    const index = await qualityScreen(folder), stop = new AbortController();
    const options = { index, nuclei: "DAPI", workers: 1, out: `${folder}/a.csv` };
    const onDone = (done: number) => {
      if (done === 1) stop.abort(new Error("enough"));
    };
    const stopping = { ...options, onDone, signal: stop.signal };
    await assertRejects(() => judgeScreen(stopping), Error, "enough");
    for (const { files } of index.fields) await Deno.utime(files.DAPI!, 1, 1);
    assertEquals((await judgeScreen(options)).resumed, 0);
  });
});
