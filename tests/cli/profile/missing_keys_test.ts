import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { missingKeyNotes, refuseMissingKeys } from "../../../lib/cli/profile/missing_keys.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { inFolder } from "../../data/folder.ts";
import { c2s } from "../run.ts";
import { wells } from "./wells.ts";

const meta = pl.DataFrame({ plate: ["P1", null, "P2", ""], drug: ["a", "b", "a", "b"] });
const profiles = makeProfiles(meta, ["area"], new Float64Array(4));

Deno.test("refuseMissingKeys() names the first row that lacks a value, and counts the others", () => {
  refuseMissingKeys(profiles, ["drug"], "Cannot normalize");
  assertThrows(
    () => refuseMissingKeys(profiles, ["drug", "plate"], "Cannot normalize"),
    InputError,
    "row 2, column plate: found nothing, allowed: a value in each row; nothing stands here and in " +
      "1 more row",
  );
});

Deno.test("missingKeyNotes() name lines of one file, and only count rows of several", () => {
  const of = (...files: string[]) => missingKeyNotes(profiles, ["plate"], { list: () => files });
  assertEquals(of("w.csv"), [
    "2 rows without plate (w.csv: line 3, line 5), grouped as if that were one value",
  ]);
  assertEquals(of("a.csv", "b.csv"), ["2 rows without plate, grouped as if that were one value"]);
});

Deno.test("steps refuse rows without plate or batch and name file and line; aggregate tells them", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/o.csv`];
    await Deno.writeTextFile(from, wells.replace("P2,DMSO,,24", ",DMSO,,24"));
    const files = ["--in", from, "--out", out];
    const column = "Metadata_Plate", controls = ["--controls", "Metadata_Compound=DMSO"];
    for (
      const step of [
        ["normalize", "--by", column],
        ["harmony", "--batch", column],
        ["tvn", "--batch", column, ...controls],
        ["combat", "--batch", column],
        ["select", "--steps", "noise", "--replicates", column],
      ]
    ) {
      const { code, said } = await c2s(...step, ...files);
      assertEquals(code, 1, step[0]);
      assertStringIncludes(said, `${from}, line 7, column ${column}: found nothing`);
    }
    const { code, out: said } = await c2s("aggregate", "--by", column, ...files);
    assertEquals(code, 0);
    assertStringIncludes(said, `1 row without ${column} (${from}: line 7)`);
  });
});

Deno.test("steps refuse a list of columns that names none", async () => {
  await inFolder(async (folder) => {
    const from = `${folder}/wells.csv`, controls = ["--controls", "Metadata_Compound=DMSO"];
    await Deno.writeTextFile(from, wells);
    const batch = ["--batch", "Metadata_Plate"];
    for (
      const [option, ...step] of [
        ["--by", "aggregate"],
        ["--by", "normalize"],
        ["--batch", "tvn", ...controls],
        ["--hold-out-by", "tvn", ...batch, ...controls],
        ["--hold-out-by", "whiten", ...controls],
        ["--batch", "harmony"],
        ["--categorical", "combat", ...batch],
        ["--replicates", "select", "--steps", "noise"],
        ["--steps", "select"],
      ] as [string, ...string[]][]
    ) {
      const files = ["--in", from, "--out", `${folder}/o.csv`];
      const { code, said } = await c2s(...step, ...files, `${option}=,`);
      assertEquals([code, said.includes(`${option} names no`)], [1, true], said);
    }
  });
});
