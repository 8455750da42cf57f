import { assertEquals } from "@std/assert";
import { rulesOf } from "../../../lib/cli/workflow/rules.ts";
import { projectRoot } from "../../../lib/core/files.ts";

const snakefile = await Deno.readTextFile(`${projectRoot}lib/cli/workflow/Snakefile`);

Deno.test("rulesOf() finds what each step of the Snakefile waits for", () => {
  const rules = rulesOf(snakefile);
  const after = (name: string) => rules.find((rule) => rule.name === name)!.after.sort();
  assertEquals(after("quality"), []);
  assertEquals(after("segment"), ["illumination", "quality"]);
  assertEquals(after("measure"), ["illumination", "quality", "segment"]);
  assertEquals(after("wells"), ["embed", "measure"]);
  assertEquals(after("correct"), ["select"]);
  assertEquals(after("treatments"), ["correct", "select"]);
});

Deno.test("rulesOf() tells one job a plate from one for all", () => {
  const perPlate = rulesOf(snakefile).filter((rule) => rule.perPlate).map(({ name }) => name);
  assertEquals(perPlate, ["quality", "illumination", "segment", "measure", "embed", "wells"]);
});
