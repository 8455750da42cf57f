import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { readProfiles } from "../../../lib/data/profiles_file.ts";
import { inFolder } from "../../data/folder.ts";
import { c2s } from "../run.ts";
import { writePlates } from "./plates.ts";

const control = "Metadata_Compound=DMSO";
const from = (files: string[]) => files.flatMap((file) => ["--in", file]);
const activity = ["score", "activity", "--treatment", "Metadata_Compound"];
const against = ["--controls", control, "--plate", "Metadata_Plate"];

Deno.test("c2s score activity puts both nulls beside each other and writes a row a treatment", async () => {
  await inFolder(async (folder) => {
    const files = await writePlates(folder, 4), out = `${folder}/table.csv`;
    const args = [...activity, ...against, ...from(files), "--draws", "999", "--alpha", "0.1"];
    const { code, out: said } = await c2s(...args, "--out", out);
    assertEquals(code, 0);
    assertStringIncludes(said, "of 4 groups, 16 profiles");
    assert(/active by the usual null: [23] of 4/.test(said), said);
    assert(/active by the position null: [23] of 4/.test(said), said);
    // A drug has one position, which may change places with 24 of controls.
    assertStringIncludes(said, "the fewest arrangements of labels that one has: 25");
    const table = await readProfiles(out);
    assertEquals(table.meta.getColumn("Metadata_Compound").toArray(), ["a", "b", "c", "c2"]);
    assertEquals(table.features.slice(0, 3), ["mean_average_precision", "normalized", "profiles"]);
    assertEquals([table.values[0], table.values[2]], [1, 4]);
    const called = ["usual", "position"].map((name) => `Metadata_active_${name}`);
    for (const name of called) {
      assertEquals(table.meta.getColumn(name).toArray().slice(0, 2), ["true", "true"]);
    }
    assertAlmostEquals(table.values[table.features.indexOf("p_position")]!, 1 / 25);
  });
});

Deno.test("c2s score activity takes the null that is asked for, the same for the same seed", async () => {
  await inFolder(async (folder) => {
    const files = await writePlates(folder, 2);
    const args = [...activity, ...against, ...from(files), "--draws", "99", "--json"];
    const usual = JSON.parse((await c2s(...args, "--null", "usual")).out);
    assertEquals(usual.nulls.map(({ name }: { name: string }) => name), ["usual"]);
    assertEquals(Object.keys(usual.groups[0].tests), ["usual"]);
    assertEquals(JSON.parse((await c2s(...args, "--null", "usual")).out), usual);
  });
});

Deno.test("c2s score activity --all-plates ranks among all controls, and exchanges within plates", async () => {
  await inFolder(async (folder) => {
    const files = await writePlates(folder, 2);
    const args = [...activity, ...against, ...from(files), "--draws", "999", "--json"];
    const [own, all] = await Promise.all([[], ["--all-plates"]].map(async (more) => {
      const { groups } = JSON.parse((await c2s(...args, "--null", "usual", ...more)).out);
      return groups as {
        group: string;
        meanAveragePrecision: number;
        normalized: number;
        tests: { usual: { arrangements: number } };
      }[];
    }));
    // Each of two wells changes places with the 24 controls of its own plate, or with none.
    for (const { tests } of [...own!, ...all!]) assertEquals(tests.usual.arrangements, 25 ** 2);
    const c = (groups: typeof own) => groups!.find(({ group }) => group === "c")!;
    assert(c(all).meanAveragePrecision < c(own).meanAveragePrecision, "more controls are nearer");
  });
});

Deno.test("c2s score activity without wells has the usual null, and says what the other needs", async () => {
  await inFolder(async (folder) => {
    const [file] = await writePlates(folder, 1) as [string];
    const bare = `${folder}/bare.csv`;
    await Deno.writeTextFile(
      bare,
      (await Deno.readTextFile(file)).replace("Metadata_Well", "Metadata_Hole")
        .replaceAll("c2", "c"),
    );
    const args = [...activity, ...against, "--in", bare, "--draws", "9"];
    const plain = await c2s(...args);
    assertEquals(plain.code, 0);
    assert(!plain.out.includes("by the position null"));
    assertStringIncludes(
      plain.out,
      "position null not asked: name the column of the wells by --well",
    );
    const { nulls, warnings } = JSON.parse((await c2s(...args, "--json")).out);
    assertEquals(nulls.length, 1);
    assertStringIncludes(warnings.join(), "position null not asked");
    const usual = await c2s(...args, "--null", "usual");
    assert(!usual.out.includes("position null"));
    assertStringIncludes(plain.out, "not scored, no positives: 2 profiles");
    const position = await c2s(...args, "--null", "position");
    assertEquals(position.code, 1);
    assertStringIncludes(position.said, "no column says where a well is");
    const once = await c2s(...args, "--well", "Metadata_Hole");
    assertStringIncludes(once.out, "No position comes twice");
  });
});

Deno.test("c2s score activity takes the one bare column of wells, and guesses among no two", async () => {
  await inFolder(async (folder) => {
    const [file] = await writePlates(folder, 1) as [string];
    const bare = `${folder}/bare.csv`, text = await Deno.readTextFile(file);
    await Deno.writeTextFile(bare, text.replace("Metadata_Well", "Well").replaceAll("c2", "c"));
    const args = [...activity, ...against, "--draws", "9", "--in"];
    assertStringIncludes((await c2s(...args, bare)).out, "by the position null");
    const [head, ...rows] = (await Deno.readTextFile(bare)).split("\n");
    const twice = [`well_id,${head}`, ...rows.map((row) => row === "" ? "" : `A01,${row}`)];
    await Deno.writeTextFile(bare, twice.join("\n"));
    assertStringIncludes((await c2s(...args, bare)).out, "position null not asked");
  });
});

Deno.test("c2s score activity and replicability take several columns that make a treatment", async () => {
  await inFolder(async (folder) => {
    const files = await writePlates(folder, 2), out = `${folder}/table.csv`;
    for (const file of files) {
      // Drug a acts at one of two doses only.
      const [head, ...rows] = (await Deno.readTextFile(file)).split("\n");
      const dosed = rows.flatMap((row) => {
        if (!row.includes(",a,")) return [`0,${row}`];
        const [plate, , ...rest] = row.split(",");
        return [`9,${row}`, `1,${[plate, "B1", ...rest.slice(0, 2), "0.1", "0.2", "0.1"].join()}`];
      });
      await Deno.writeTextFile(file, [`Metadata_Dose,${head}`, ...dosed].join("\n"));
    }
    for (const [kind, ...more] of [["activity", "--controls", control], ["replicability"]]) {
      const args = ["score", kind!, ...more, "--plate", "Metadata_Plate", ...from(files)];
      const treatment = "Metadata_Compound,Metadata_Dose";
      const run = await c2s(...args, "--treatment", treatment, "--draws", "9", "--out", out);
      assertEquals(run.code, 0, run.said);
      const { meta } = await readProfiles(out);
      const found = ["Metadata_Compound", "Metadata_Dose"].map((name) =>
        meta.getColumn(name).toArray()
      );
      const doses = found[0]!.map((drug, i) => [drug, found[1]![i]]);
      assertEquals(doses.filter(([drug]) => drug === "a"), [["a", "9"], ["a", "1"]]);
      const none = await c2s(...args, "--treatment", ",");
      assertStringIncludes(none.said, "--treatment names no column");
    }
  });
});
