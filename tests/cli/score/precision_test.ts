import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { inFolder } from "../../data/folder.ts";
import { mirrored } from "../../data/mirror.ts";
import { c2s } from "../run.ts";
import { writePlates } from "./plates.ts";

const control = "Metadata_Compound=DMSO";
const from = (files: string[]) => files.flatMap((file) => ["--in", file]);
const activity = ["score", "activity", "--treatment", "Metadata_Compound"];
const against = ["--controls", control, "--plate", "Metadata_Plate"];

Deno.test("c2s score activity names the file that lacks a column, and controls that no row has", async () => {
  await inFolder(async (folder) => {
    const files = await writePlates(folder, 2);
    const text = await Deno.readTextFile(files[1] as string);
    await Deno.writeTextFile(files[1] as string, text.replace("Metadata_Plate", "Metadata_Batch"));
    const lacking = await c2s(...activity, ...against, ...from(files));
    assertEquals(lacking.code, 1);
    for (const word of ["P2.csv", "Metadata_Plate"]) assertStringIncludes(lacking.said, word);
    const plate = ["--plate", "Metadata_Plate", "--in", files[0] as string];
    const water = await c2s(...activity, ...plate, "--controls", "Metadata_Compound=water");
    assertStringIncludes(water.said, "--controls names what no row has");
    const none = await c2s(...activity, ...against);
    assertEquals([none.code, none.said.includes("--in is missing")], [2, true]);
  });
});

Deno.test("c2s score replicability and consistency rank replicates and a mechanism's compounds", async () => {
  await inFolder(async (folder) => {
    const files = await writePlates(folder, 3);
    const more = [...from(files), "--draws", "0", "--json"];
    const drug = ["--treatment", "Metadata_Compound", "--plate", "Metadata_Plate"];
    const replicable = JSON.parse((await c2s("score", "replicability", ...drug, ...more)).out);
    assertEquals(replicable.groups.length, 5);
    assertEquals(replicable.nulls[0].untested, 5);
    const named = ["--moa", "Metadata_MoA", "--compound", "Metadata_Compound"];
    const consistent = await c2s("score", "consistency", ...named, ...from(files), "--draws", "0");
    // Nobody has another mechanism.
    assertEquals(consistent.code, 1);
    assertStringIncludes(consistent.said, "6 without negatives");
  });
});

Deno.test("c2s score consistency takes spellings of compounds and mechanisms for one", () =>
  inFolder(async (folder) => {
    const rows = ["a,x|z,9,1", "a,x|z,9,2", "b,x,1,9", "c,y,9,3", "c,y,9,4", "d,y,3,9", "e,z,1,1"];
    const text = ["Metadata_Compound,Metadata_MoA,f,g", ...rows].join("\n");
    const [one, two] = [`${folder}/one.csv`, `${folder}/two.csv`];
    await Deno.writeTextFile(one, text);
    await Deno.writeTextFile(two, text.replace("a,x|z", " A,X | z").replace("d,y", "d,Y."));
    const args = [
      "score",
      "consistency",
      "--moa",
      "Metadata_MoA",
      "--compound",
      "Metadata_Compound",
    ];
    args.push("--separator", "|", "--draws", "99", "--json", "--in");
    const [plain, spelt] = [await c2s(...args, one), await c2s(...args, two)];
    assertEquals([plain.code, plain.said, spelt.code], [0, "", 0]);
    const [{ names: none, groups, ...report }, { names, groups: found, ...same }] = [plain, spelt]
      .map(({ out }) => JSON.parse(out));
    assertEquals(none.compound.spellings, []);
    assertEquals(names.compound.spellings, [[" A", "a"]]);
    assertEquals(names.moa.spellings, [["x", "X"], ["y", "Y."]]);
    assertEquals([found, same], [groups, report]);
    assertStringIncludes(spelt.said, 'Metadata_Compound: " A" / a differ in case');
    // Other scores ask about treatments, and say nothing of names.
    const other = ["score", "replicability", "--treatment", "Metadata_Compound", "--draws", "0"];
    const replicable = await c2s(...other, "--json", "--in", one);
    assertEquals("names" in JSON.parse(replicable.out), false);
  }));

const plates = await Promise.all(
  ["BR00117010", "BR00117011", "BR00117012"].map((name) =>
    mirrored(`${name}/${name}_normalized_feature_select_negcon_batch.csv.gz`)
  ),
);

Deno.test({
  name: "from the command line CPJUMP1 has the mAP of copairs, and fewer active under positions",
  ignore: plates.includes(undefined),
  fn: async () => {
    const said = await c2s(
      ...["score", "activity", ...from(plates as string[]), "--draws", "199", "--json"],
      ...["--treatment", "Metadata_broad_sample", "--plate", "Metadata_Plate"],
      ...["--controls", "Metadata_control_type=negcon"],
    );
    const report = JSON.parse(said.out);
    assertEquals(report.groups.length, 306);
    assertAlmostEquals(report.meanAveragePrecision.value, 0.5714049538609547, 1e-5); // copairs 0.5.5
    const [usual, position] = report.nulls.map((
      { significant }: { significant: { share: number } },
    ) => significant.share);
    assert(usual > 0.6 && position < usual - 0.2, `${usual} and ${position}`);
  },
});
