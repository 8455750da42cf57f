import { assertEquals, assertStringIncludes } from "@std/assert";
import { inFolder } from "../data/folder.ts";
import { handSheet } from "./cost/sheet.ts";
import { c2s } from "./run.ts";

const size = ["--fields", "3600", "--plates", "10", "--wells", "200", "--channels", "2"]
  .concat("--width", "100", "--height", "100");

Deno.test("c2s plan plans a known screen or one of any size, and says where it extrapolates", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/cost.json`;
    await Deno.writeTextFile(file, JSON.stringify(handSheet));
    const own = await c2s("plan", "--cost", file, ...size, "--machines", "1,10", "--json");
    const { machines, measured } = JSON.parse(own.out);
    assertEquals([machines.length, measured], [2, true]);
    const known = await c2s("plan", "--cost", file, "--screen", "bbbc021");
    assertStringIncludes(known.out, "BBBC021: 39600 images, 13200 fields, 55 plates");
    assertStringIncludes(known.out, "196.61 times the pixels measured");
  });
});

Deno.test("c2s plan says what is missing and what is no number of machines", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/cost.json`;
    await Deno.writeTextFile(file, JSON.stringify(handSheet));
    const none = await c2s("plan", "--cost", file, ...size.slice(2));
    assertStringIncludes(none.said, "option --fields");
    const odd = await c2s("plan", "--cost", file, ...size, "--machines", "1,few");
    assertStringIncludes(odd.said, 'found "few"');
    const other = await c2s("plan", "--cost", file, "--screen", "mine");
    assertStringIncludes(other.said, "bbbc021, cpjump1");
  });
});

Deno.test("c2s plan refuses sizes beside a screen whose sizes are known", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/cost.json`;
    await Deno.writeTextFile(file, JSON.stringify(handSheet));
    const both = await c2s("plan", "--cost", file, "--screen", "bbbc021", "--fields", "9");
    assertEquals(both.code, 1);
    assertStringIncludes(both.said, "--fields has no effect here: allowed: without --screen");
  });
});
