import { assertEquals } from "@std/assert";
import { keepEngine, keptEngine } from "../../../lib/cli/embed/engine.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the engine of an unfinished run is known to the next one, anything else is not", async () => {
  await inFolder(async (folder) => {
    const out = `${folder}/out.parquet`;
    assertEquals(await keptEngine(out), undefined);
    await keepEngine(out, "tensorflow");
    assertEquals(await keptEngine(out), "tensorflow");
    await Deno.writeTextFile(`${out}.parts/engine.txt`, "auto");
    assertEquals(await keptEngine(out), undefined);
  });
});
