import { assertEquals } from "@std/assert";
import { keepEngine, keptEngine } from "../../../lib/cli/embed/engine.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the engine of an unfinished run is known to the next one of its network alone", async () => {
  await inFolder(async (folder) => {
    const out = `${folder}/out.parquet`;
    assertEquals(await keptEngine(out, "a1"), undefined);
    await keepEngine(out, { weights: "a1", engine: "tensorflow" });
    assertEquals(await keptEngine(out, "a1"), "tensorflow");
    assertEquals(await keptEngine(out, "b2"), undefined);
    await keepEngine(out, { weights: "b2", engine: "onnx" });
    assertEquals(await keptEngine(out, "a1"), undefined);
  });
});

Deno.test("what is no engine is not kept from a file", async () => {
  await inFolder(async (folder) => {
    const out = `${folder}/out.parquet`;
    await Deno.mkdir(`${out}.parts`);
    const kept = { weights: "a1", engine: "auto" };
    await Deno.writeTextFile(`${out}.parts/engine.json`, JSON.stringify(kept));
    assertEquals(await keptEngine(out, "a1"), undefined);
  });
});
