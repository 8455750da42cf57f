import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { oneLetterApart, sayOneLetterApart } from "../../../lib/cli/own_screen/one_letter_apart.ts";
import { metaValues } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { readCompounds } from "../../../lib/data/compounds.ts";

Deno.test("oneLetterApart() finds a letter wrong, missing, too many or turned, the rarer name first", () => {
  const pairs: [string, string][] = [
    ["cyclohexamide", "cycloheximide"],
    ["emetin", "emetine"],
    ["Nocodazzole", "nocodazole"],
    ["mitomycn C", "mitomycin-C"],
    ["(-)-blebistatin", "(-)-Blebbistatin"],
    ["staurosproine", "staurosporine"],
    ["copmound1", "compound1"],
  ];
  for (const [slip, name] of pairs) {
    assertEquals(oneLetterApart([slip, name, name]), [[slip, name]]);
    assertEquals(oneLetterApart([slip, slip, name]), [[name, slip]]);
  }
  const all = pairs.flatMap(([slip, name]) => [slip, name, name]);
  assertEquals(oneLetterApart(all).toSorted(), pairs.toSorted());
});

Deno.test("oneLetterApart() leaves alone what tells names apart", () => {
  const different = [
    ["compound1", "compound2", "compound12", "compound"],
    ["BRD-A1", "BRD-A2", "SB-202190", "SB-203580"],
    ["cytochalasin B", "cytochalasin D", "cytochalasinB", "cytochalasinD"],
    ["(+)-emetine", "(-)-emetine", "(R)-emetine", "(S)-emetine", "emetine"],
    ["alpha-amanitin", "beta-amanitin", "α-amanitin", "β-amanitin"],
    ["AURKA", "AURKB", "PTGFR", "PTGIR", "PRKCD", "PRKDC"],
    ["baclofen", "saclofen", "afatinib", "masitinib"],
    ["ethylparaben", "methylparaben", "sulfamethoxine", "sulfaethoxine"],
    ["sodium nitrate", "sodium nitrite", "squalane", "squalene", "retinol", "retinal"],
    ["DMSO", "DMOS", "AZ-A", "AZ-C"],
    ["taxol", "Taxol", "tax-ol"],
    ["emetin chloride", "emetine bromide"],
  ];
  for (const names of different) assertEquals(oneLetterApart(names), [], `${names}`);
  assertEquals(oneLetterApart([]), []);
});

Deno.test("oneLetterApart() takes the spellings of a name for one", () => {
  const names = ["Emetin", "emetin", "emetin", "EMETINE", "emetine", "emetine", "emetine"];
  assertEquals(oneLetterApart(names), [["emetin", "emetine"]]);
});

Deno.test("oneLetterApart() raises no alarm at the compounds of BBBC021, and finds each with a letter too few", async () => {
  const { table } = await readCompounds();
  const names = metaValues(table, "compound").map(String);
  assertEquals(oneLetterApart(names), []);
  const long = names.filter((name) => /^[a-z]{7,}$/.test(name));
  assert(long.length > 15, `${long.length}`);
  for (const name of long) {
    const slip = name.slice(0, 3) + name.slice(4);
    assertEquals(oneLetterApart([slip, ...names, ...names]), [[slip, name]]);
  }
});

Deno.test("oneLetterApart() finds one slip among ten thousand names", () => {
  const random = new Random(1), letters = "abcdefghijklmnopqrstuvwxyz";
  const word = () => Array.from({ length: 10 }, () => letters[random.integer(26)]).join("");
  const names = Array.from({ length: 10_000 }, word);
  const slip = `${names[5000]}x`;
  assertEquals(oneLetterApart([slip, ...names, ...names]), [[slip, names[5000]!]]);
});

Deno.test("sayOneLetterApart() names a handful and counts them all", () => {
  const found = Array.from({ length: 7 }, (_, i): [string, string] => [`a${i}`, `b${i}`]);
  assertStringIncludes(sayOneLetterApart(found), "a4 / b4 and 2 more (7 pairs). They count as");
});
