import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { inFolder } from "../../data/folder.ts";
import { mirrored } from "../../data/mirror.ts";
import { c2s } from "../run.ts";

const head = ["Plate", "Well", "Week", "Drug", "Count"].map((name) => `Metadata_${name}`);

/** Four plates of layouts of their own, two a week: four drugs that the features tell apart. */
async function writeScreen(
  folder: string,
  { strength = 6, layout = (plate) => plate, more = () => "", name = "f3" }: {
    strength?: number;
    layout?: (plate: number) => number;
    more?: (plate: number, well: number) => number | string;
    name?: string;
  } = {},
): Promise<string> {
  const random = new Random(7), file = `${folder}/screen.csv`, rows: string[] = [];
  for (let plate = 0; plate < 4; plate++) {
    for (let well = 0; well < 12; well++) {
      const drug = (well * 5 + layout(plate)) % 4, place = `B${String(well + 1).padStart(2, "0")}`;
      rows.push([
        ...[`P${plate}`, place, `w${plate >> 1}`, `drug${drug}`, 100 + random.integer(900)],
        ...[0, 1].map((bit) => ((drug >> bit) & 1) * strength + random.normal()),
        more(plate, well) || random.normal(),
      ].join(","));
    }
  }
  await Deno.writeTextFile(file, [[...head, "f1", "f2", name].join(","), ...rows].join("\n"));
  return file;
}

const wanted = ["--label", "Metadata_Drug", "--split", "Metadata_Plate", "--metric", "euclidean"];
const all = ["--well", "Metadata_Well", "--plate", "Metadata_Plate", "--week", "Metadata_Week"];
const score = (file: string, ...more: string[]) =>
  c2s("score", "leakage", "--in", file, ...wanted, ...all, "--count", "Metadata_Count", ...more);

Deno.test("c2s score leakage prints what each nuisance reaches, and a verdict in words", async () => {
  await inFolder(async (folder) => {
    const file = await writeScreen(folder);
    const { code, out } = await score(file, "--strict");
    assertEquals(code, 0);
    const sources = ["features", "commonest label", "shuffled labels", "position", "row", "column"];
    for (const source of [...sources, "plate", "week", "cell count"]) {
      assertStringIncludes(out, source);
    }
    assertMatch(
      out,
      /48 profiles named\. \d+ values of Metadata_Drug; \d+ % of rows have the commonest/,
    );
    assertStringIncludes(out, "above chance.");
    const { rows, clean } = JSON.parse((await score(file, "--json")).out);
    assertEquals(clean, true);
    assert(rows[0].balancedAccuracy.value > 0.9);
  });
});

Deno.test("c2s score leakage fails with one line where a feature is the plate, unless allowed", async () => {
  await inFolder(async (folder) => {
    const file = await writeScreen(folder, { more: (plate) => plate * plate + 3 });
    const { code, out, said } = await score(file);
    assertEquals([code, said.split("\n").length], [1, 1]);
    assertStringIncludes(out, "Feature f3 gives away the plate");
    assertStringIncludes(said, "column f3: found");
    assertStringIncludes(said, "the plate");
    assertEquals((await score(file, "--allow-identifying")).code, 0);
    const strict = await score(file, "--allow-identifying", "--strict");
    assertEquals(strict.code, 1);
    assertStringIncludes(strict.said, "cannot be believed");
    assertEquals((await score(file, "--json")).code, 1);
  });
});

Deno.test("c2s score leakage catches a feature by its name, too", async () => {
  await inFolder(async (folder) => {
    const file = await writeScreen(folder, { name: "Location_Well" });
    const { code, said } = await score(file);
    assertEquals(code, 1);
    assertStringIncludes(said, "its name says well");
  });
});

Deno.test("c2s score leakage leaves out rows, names some from the others, or by what differs", async () => {
  await inFolder(async (folder) => {
    const file = await writeScreen(folder);
    const args = ["score", "leakage", "--in", file, "--label", "Metadata_Drug", "--json"];
    const named = async (...more: string[]) => JSON.parse((await c2s(...args, ...more)).out).named;
    assertEquals(await named("--split", "Metadata_Plate=P1"), 12);
    assertEquals(await named("--differ-by", "Metadata_Week"), 48);
    const few = ["--split", "Metadata_Plate", "--leave-out", "Metadata_Drug=drug0|drug1"];
    assertEquals(await named(...few), 24);
    const twice = ["Metadata_Drug=drug0", "Metadata_Well=B01"].flatMap((
      out,
    ) => ["--leave-out", out]);
    assertEquals(await named("--split", "Metadata_Plate", ...twice), 33);
    for (const both of [[], ["--split", "Metadata_Plate", "--differ-by", "Metadata_Week"]]) {
      const { code, said } = await c2s(...args, ...both);
      assertEquals(code, 1);
      assertStringIncludes(said, "either --split or --differ-by");
    }
  });
});

Deno.test("c2s score leakage --strict finds that the layout of a week fixes the drug", async () => {
  await inFolder(async (folder) => {
    const file = await writeScreen(folder, { layout: (plate) => plate >> 1 });
    const { code, out, said } = await score(file, "--strict");
    assertEquals(code, 1);
    assertMatch(out, /Layout × position: balanced accuracy 100\.0 %.*the layout fixes the drug/);
    assertStringIncludes(said, "layout × position alone names every label");
    assertStringIncludes(out, "resampled by well");
    // Of no use where the week is left out.
    const apart = ["--label", "Metadata_Drug", "--split", "Metadata_Week", "--metric", "euclidean"];
    const weeks = await c2s("score", "leakage", "--in", file, ...apart, ...all, "--strict");
    assertEquals(weeks.code, 0, weeks.said);
  });
});

Deno.test("c2s score leakage refuses one label, and labels that nobody has", async () => {
  await inFolder(async (folder) => {
    const file = await writeScreen(folder);
    const ask = (...more: string[]) => c2s("score", "leakage", "--in", file, ...more);
    const one = await ask(...wanted, "--leave-out", "Metadata_Drug=drug0|drug1|drug2");
    assertEquals([one.code, one.out], [1, ""]);
    assertStringIncludes(one.said, "all profiles have one value of Metadata_Drug");
    const none = await ask("--label", "Metadata_Drug", "--split", "Metadata_Drug", "--json");
    assertEquals([none.code, none.out], [1, ""]);
    assertStringIncludes(none.said, "none of 48 profiles can be named");
  });
});

const plates = await Promise.all(
  ["BR00117010", "BR00117011"].map((name) =>
    mirrored(`${name}/${name}_normalized_feature_select_negcon_batch.csv.gz`)
  ),
);

Deno.test({
  name: "from the command line the position names every drug of CPJUMP1, and --strict fails",
  ignore: plates.includes(undefined),
  fn: async () => {
    const { code, out, said } = await c2s(
      ...["score", "leakage", ...plates.flatMap((file) => ["--in", file as string])],
      ...["--label", "Metadata_InChIKey", "--split", "Metadata_Plate"],
      ...["--well", "Metadata_Well", "--strict", "--json"],
    );
    const { rows, identifying } = JSON.parse(out);
    const position = rows.find(({ source }: { source: string }) => source === "position");
    assertEquals([position.accuracy.value, identifying], [1, []]);
    assertEquals(code, 1);
    assertStringIncludes(said, "whoever sees it has learned nothing");
  },
});

Deno.test("c2s score leakage names the line without a label, and says how to leave such rows out", async () => {
  await inFolder(async (folder) => {
    const file = await writeScreen(folder), text = await Deno.readTextFile(file);
    await Deno.writeTextFile(file, text.replaceAll(",drug3,", ",,"));
    const refused = await score(file, "--leave-out", "Metadata_Drug=drug0");
    assertEquals(refused.code, 1);
    assertMatch(
      refused.said,
      /12 rows have no label: \S+, line \d+, column Metadata_Drug: found nothing. Leave them out: /,
    );
    const [advice = ""] = /--leave-out \S+$/.exec(refused.said) ?? [];
    assertEquals(advice, "--leave-out Metadata_Drug=null");
    assertEquals((await score(file, ...advice.split(" "))).code, 0);
  });
});
