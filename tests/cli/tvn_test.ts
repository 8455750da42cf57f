import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

Deno.test("c2s tvn gives controls of all batches one mean and spread, and says what it did", async () => {
  await inFolder(async (folder) => {
    const random = new Random(1), [from, out] = [`${folder}/wells.csv`, `${folder}/tvn.csv`];
    const rows = Array.from({ length: 300 }, (_, i) => {
      const week = i % 2, a = 5 * week + (1 + week) * random.normal();
      return `w${week},${i < 240 ? "DMSO" : "taxol"},${a},${a + random.normal()}`;
    });
    await Deno.writeTextFile(from, ["Metadata_Week,Metadata_Compound,a,b", ...rows].join("\n"));
    const args = ["tvn", "--in", from, "--out", out, "--controls", "Metadata_Compound=DMSO"];
    const said = await c2s(...args, "--batch", "Metadata_Week", "--batch-ridge", "1e-6", "--json");
    const { notes, features } = JSON.parse(said.out);
    assertEquals([said.code, features], [0, 2]);
    assertStringIncludes(notes[0], "on 240 controls in 2 batches");
    const { values } = await readProfiles(out);
    const spread = [0, 1].map((week) => {
      let sum = 0, squares = 0;
      for (let row = week; row < 240; row += 2) {
        sum += values[2 * row]! / 120;
        squares += values[2 * row]! ** 2 / 119;
      }
      assert(Math.abs(sum) < 1e-9);
      return squares;
    }) as [number, number];
    assert(Math.abs(spread[0] / spread[1] - 1) < 0.01, `${spread}`);
    await Deno.writeTextFile(from, (await Deno.readTextFile(from)).replaceAll(/^w1/gm, "w0"));
    const single = await c2s(...args, "--batch", "Metadata_Week");
    assertStringIncludes(single.out, "one batch only: its controls are made round");
    const none = await c2s(...args);
    assertEquals([none.code, none.said.includes("--batch is missing")], [2, true]);
    const flat = await c2s(...args, "--batch", "Metadata_Week", "--batch-ridge", "0");
    assertStringIncludes(flat.said, "above 0");
    const both = await c2s(
      ...[
        ...args,
        "--batch",
        "Metadata_Week",
        "--shrinkage",
        "0",
        "--hold-out-by",
        "Metadata_Week",
      ],
    );
    assertStringIncludes(both.said, "--hold-out-by has no effect here");
  });
});
