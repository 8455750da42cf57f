import { assertEquals, assertStringIncludes } from "@std/assert";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";
import { tinyScreen } from "./segment/tiny_screen.ts";

Deno.test("c2s cost writes what c2s plan reads, and says what was measured", async () => {
  await inFolder(async (folder) => {
    await tinyScreen(folder);
    const out = `${folder}/cost.json`, index = `${folder}/index.csv`;
    const args = ["--index", index, "--method", "classical", "--fields", "4", "--workers", "1"];
    const cost = await c2s("cost", ...args, "--out", out);
    assertEquals(cost.code, 0, cost.said);
    assertStringIncludes(cost.out, "4 fields of 80 × 70 px, 2 channels, 1 threads");
    for (const step of ["quality", "illumination", "segment", "measure", "wells"]) {
      assertStringIncludes(cost.out, step);
    }
    const plan = await c2s("plan", "--cost", out, "--screen", "cpjump1", "--machines", "1,117");
    assertEquals(plan.code, 0, plan.said);
    assertStringIncludes(plan.out, "An extrapolation");
  });
});
