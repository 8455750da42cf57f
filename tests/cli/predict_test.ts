import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { main } from "../../lib/cli/main.ts";
import { readIndex } from "../../lib/data/index_file.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { metaValues } from "../../lib/core/profiles.ts";
import { tearImage, writeSmallScreen } from "./train/small_screen.ts";

/** Runs a command line; what it prints, and what it says on standard error. */
async function run(words: string[]): Promise<{ code: number; lines: string[]; said: string }> {
  const lines: string[] = [], said: string[] = [], before = console.error;
  console.error = (...what: unknown[]) => said.push(what.join(" "));
  try {
    const code = await main(words, (line) => lines.push(line));
    return { code, lines, said: said.join("\n") };
  } finally {
    console.error = before;
  }
}

Deno.test("c2s predict names fields as the training saw them, and judges by unseen wells only", async () => {
  await using folder = await writeSmallScreen();
  const { root, screen } = folder, index = `${screen}/index.csv`, out = `${root}/named.csv`;
  const text = await Deno.readTextFile(index), [header, ...rows] = text.trim().split("\n");
  const places = rows.map((row) => row.split(",").slice(0, 3).join(","));
  const areas = `${root}/areas.csv`;
  await Deno.writeTextFile(
    areas,
    "Metadata_Plate,Metadata_Well,Metadata_Site,Cells_Other,Cells_Area\n" +
      places.map((place, row) => `${place},${row},${(row * 7919) % 101}`).join("\n") + "\n",
  );
  const learned = `${root}/learned.csv`;
  await Deno.writeTextFile(
    learned,
    (await Deno.readTextFile(areas)).split("\n").filter((line) => line !== "")
      .map((line) => line.split(",").toSpliced(3, 1).join(",")).join("\n") + "\n",
  );
  const words = ["train", "hybrid", "--index", index, "--side", "16", "--epochs", "2", "--json"];
  const trained = await run([...words, "--metadata", learned, "--out", `${root}/net`]);
  assertEquals(trained.code, 0, trained.said);
  const { test } = JSON.parse(trained.lines[0]!).weights;
  const model = `${root}/net/weights.safetensors`;
  const predict = ["predict", "--model", model, "--index", index, "--out", out];

  // The same fields, channels and measurements: what the training found on its test set comes again.
  const { code, lines, said } = await run([...predict, "--metadata", areas, "--json"]);
  assertEquals(code, 0, said);
  const { judged, named, rows: count } = JSON.parse(lines[0]!);
  assertEquals(count, rows.length);
  assertEquals(Object.values<number>(named).reduce((a, b) => a + b), rows.length);
  assertEquals(judged.report.confusion.counts.data, test.confusion.counts.data);
  assertEquals(judged.report.balancedAccuracy, test.balancedAccuracy);
  assertEquals(judged.rows + judged.leftOut.seen, rows.length);
  assert(judged.leftOut.seen > 0 && judged.onSeenPlates === 0);
  const table = await readProfiles(out);
  assertEquals(metaValues(table.meta, "Metadata_Well"), rows.map((row) => row.split(",")[1]!));
  assertEquals(table.features.length, 5);
  const first = [...table.values.subarray(0, 5)], most = Math.max(...first);
  assertEquals(Number(metaValues(table.meta, "Metadata_Probability")[0]), most);
  const best = table.features[first.indexOf(most)];
  assertEquals(`Probability_${metaValues(table.meta, "Metadata_Predicted")[0]}`, best);
  assert(Math.abs(first.reduce((a, b) => a + b) - 1) < 1e-9);

  // Channels in another order are found by their names.
  const turned = `${root}/turned.csv`, columns = header!.split(",");
  const [a, b] = ["DAPI", "Actin"].map((name) => columns.findIndex((one) => one.includes(name)));
  assert(a! >= 0 && b! >= 0, header);
  const swap = (line: string) => {
    const cells = line.split(",");
    [cells[a!], cells[b!]] = [cells[b!]!, cells[a!]!];
    return cells.join(",");
  };
  const beside = `${screen}/turned.csv`;
  await Deno.writeTextFile(beside, [header!, ...rows].map(swap).join("\n") + "\n");
  const same = await run([
    ...["predict", "--model", model, "--index", beside, "--out", turned, "--metadata", areas],
    "--wells",
  ]);
  assertEquals(same.code, 0, same.said);
  assertMatch(same.lines[0]!, /wells named by hybrid, 5 classes$/);
  assertMatch(same.lines.join("\n"), /judged by Metadata_Compound: accuracy .* drawing \d+ wells/);
  assertMatch(same.lines.join("\n"), /not judged: \d+ wells that it learned from/);
  const wells = await readProfiles(turned);
  assertEquals(
    wells.meta.height,
    new Set(places.map((place) => place.replace(/,[^,]*$/, ""))).size,
  );

  // A field without a cell has no measurements: it is named, and the others are as they were.
  const table2 = await Deno.readTextFile(areas), [top, gap, ...others] = table2.trim().split("\n");
  const holed = `${root}/holed.csv`, [plate, well] = gap!.split(",");
  await Deno.writeTextFile(holed, [top, ...others].join("\n") + "\n");
  const fewer = await run([...predict, "--metadata", holed, "--json"]);
  assertEquals(fewer.code, 0, fewer.said);
  assertStringIncludes(fewer.said, `left out: 1 field without a row in ${holed}`);
  assertEquals(JSON.parse(fewer.lines[0]!).rows, rows.length - 1);
  assertEquals(JSON.parse(fewer.lines[0]!).unmeasured.map((one: { well: string }) => one.well), [
    well,
  ]);
  assert(fewer.said.includes(`${plate} ${well} site`));
  // Measurements of another scale.
  const scaled = `${root}/scaled.csv`;
  const times = (line: string) => line.replace(/[^,]+$/, (value) => `${Number(value) * 1000}`);
  await Deno.writeTextFile(
    scaled,
    [top!, gap!, ...others].map((l, i) => i === 0 ? l : times(l)).join("\n"),
  );
  assertStringIncludes(
    (await run([...predict, "--metadata", scaled])).said,
    "1 of 1 measurements lie far",
  );

  // What the network needs is named.
  const bad = async (more: string[], message: string) => {
    const { code, said } = await run([...predict, ...more]);
    assertEquals(code, 1);
    assertStringIncludes(said, message);
  };
  await bad([], "learned measurements beside images");
  await bad(["--metadata", areas, "--label", "Metadata_Compoundd"], "no such column");
  const lacking = `${root}/lacking.csv`;
  await Deno.writeTextFile(lacking, (await Deno.readTextFile(learned)).replace("Area", "Size"));
  await bad(["--metadata", lacking], "Cells_Area");
  await bad(["--metadata", areas, "--model", index], "index.csv");

  // A torn image ends it, or its field is left out, counted and named; other plates are as they were.
  const { fields } = await readIndex(index), torn = fields[2]!, path = await tearImage(torn);
  await bad(["--metadata", areas], path);
  const field = `${torn.plate}/${torn.well}/${torn.site}`;
  const skipped = await run([...predict, "--metadata", areas, "--skip-bad", "--json"]);
  assertEquals(skipped.code, 0, skipped.said);
  assertStringIncludes(skipped.said, `1 of ${rows.length} fields left out`);
  assertStringIncludes(skipped.said, `left out ${field}: `);
  const told = JSON.parse(skipped.lines[0]!);
  assertEquals([told.rows, told.skipped.length], [rows.length - 1, 1]);
  assertEquals(told.skipped[0].field, field);
  assertStringIncludes(told.skipped[0].reason, path);
  const left = await readProfiles(out), at = fields.findIndex(({ plate }) => plate !== torn.plate);
  assertEquals(left.values.subarray((at - 1) * 5), table.values.subarray(at * 5));
  assertEquals(
    metaValues(left.meta, "Metadata_Well"),
    fields.toSpliced(2, 1).map(({ well }) => well),
  );
  const voted = await run([...predict, "--metadata", areas, "--skip-bad", "--wells"]);
  assertStringIncludes(voted.lines[0]!, `; 1 of ${rows.length} fields left out`);
});
