import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { readSheet } from "../../lib/cli/cost/sheet.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";
import { tinyScreen } from "./segment/tiny_screen.ts";

Deno.test("c2s cost times each step from field to field, says so, and writes what c2s plan reads", async () => {
  await inFolder(async (folder) => {
    await tinyScreen(folder);
    const out = `${folder}/cost.json`, index = `${folder}/index.csv`;
    const args = ["--index", index, "--method", "classical", "--fields", "6", "--workers", "1"];
    const cost = await c2s("cost", ...args, "--out", out);
    assertEquals(cost.code, 0, cost.said);
    assertStringIncludes(cost.out, "6 fields of 80 × 70 px, 2 channels, 1 threads");
    assertStringIncludes(cost.said, "measuring all plates together");

    const { cells, perField, method, network } = await readSheet(out);
    assertEquals([method, network], ["classical", undefined]);
    // Three fields come twice each; each has three cells. The first task of each step is its start.
    assertEquals(cells, 3);
    assertEquals(
      perField.map(({ step, seconds }) => [step, seconds.length]),
      [["quality", 5], ["illumination", 5], ["segment", 5], ["measure", 5], ["wells", 3]],
    );
    for (const { step, seconds, bytes, memory } of perField.slice(0, 4)) {
      assertStringIncludes(cost.out, step);
      assert(seconds.every((one) => one > 0) && bytes > 0 && memory.peak >= 1e7);
    }
    const plan = await c2s("plan", "--cost", out, "--screen", "cpjump1", "--machines", "1,117");
    assertEquals(plan.code, 0, plan.said);
    assertStringIncludes(plan.out, "An extrapolation");
  });
});

Deno.test("c2s cost says how many fields it needs", async () => {
  await inFolder(async (folder) => {
    await tinyScreen(folder);
    const args = ["--index", `${folder}/index.csv`, "--fields", "3", "--workers", "1"];
    assertStringIncludes((await c2s("cost", ...args)).said, "found 3, allowed: four a thread, 4");
  });
});
