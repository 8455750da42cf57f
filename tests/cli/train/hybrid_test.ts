import { assert, assertEquals, assertMatch } from "@std/assert";
import { main } from "../../../lib/cli/main.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { decodeModel } from "../../../lib/learn/model_file.ts";
import { tearImage, writeSmallScreen } from "./small_screen.ts";

interface Outcome {
  test: {
    classes: unknown[];
    balancedAccuracy: { value: number };
    confusion: { counts: { data: number[] } };
  };
  commonest: { label: string };
}

Deno.test("c2s train hybrid compares remedies on one split, with measurements beside the images", async () => {
  await using folder = await writeSmallScreen();
  const index = `${folder.screen}/index.csv`, out = `${folder.root}/out`, lines: string[] = [];
  const [header, ...rows] = (await Deno.readTextFile(index)).trim().split("\n");
  assert(header!.startsWith("plate,well,site"));
  const places = rows.map((row) => row.split(",").slice(0, 3));
  const table = (name: string, value: (row: number) => number) =>
    `Metadata_Plate,Metadata_Well,Metadata_Site,${name}\n` +
    places.map((place, row) => [...place, value(row)].join(",")).join("\n") + "\n";
  const areas = `${folder.root}/areas.csv`, columns = `${folder.root}/columns.csv`;
  await Deno.writeTextFile(areas, table("Cells_Area", (row) => (row * 7919) % 101));
  const column = (row: number) => Number(places[row]![1]!.slice(1));
  await Deno.writeTextFile(columns, table("Cells_Number", column));
  const words = ["train", "hybrid", "--index", index, "--out", out, "--side", "16", "--json"];
  const train = (...more: string[]) => main([...words, ...more], (line) => lines.push(line));
  assertEquals(await train("--epochs", "1", "--remedy", "all", "--metadata", areas), 0);
  const results = JSON.parse(lines[0]!);
  assertEquals(Object.keys(results), ["none", "weights", "sampling", "focal", "adjust"]);
  for (const [remedy, { test, commonest }] of Object.entries<Outcome>(results)) {
    assertEquals(test.classes.length, 5);
    assert(test.balancedAccuracy.value >= 0 && test.balancedAccuracy.value <= 1);
    assertEquals(commonest.label, "DMSO");
    const model = decodeModel(await Deno.readFile(`${out}/${remedy}.safetensors`), "hybrid");
    assertEquals(model.settings.metadata, ["Cells_Area"]);
    assertEquals(model.settings.channels, ["DAPI", "Tubulin", "Actin"]);
    assert(Array.isArray(test.confusion.counts.data));
  }
  // Other images of the same wells are not gone on with.
  const state = `${out}/none.state.safetensors`, before = await Deno.readFile(state);
  for (const { files } of (await readIndex(index)).fields) {
    const [first, second] = Object.values(files);
    await Deno.copyFile(first!, second!);
  }
  assertEquals(await train("--epochs", "1", "--remedy", "none", "--metadata", areas), 1);
  assertEquals(await Deno.readFile(state), before);
  // A column that numbers the columns of the plate is refused, and let through only by name.
  assertEquals(await train("--epochs", "1", "--metadata", columns), 1);
  const other = ["--metadata", columns, "--allow", "Cells_Number", "--remedy", "focal"];
  assertEquals(await train("--epochs", "1", ...other, "--out", `${folder.root}/other`), 0);
  const plain = words.filter((word) => word !== "--json"), named = `${folder.root}/named`;
  const more = ["--epochs", "1", "--out", named, "--leave-out", "Metadata_Compound=DMSO"];
  assertEquals(await main([...plain, ...more], (line) => lines.push(line)), 0);
  // All plates of a week have one layout: the well names everything.
  assertMatch(
    lines.at(-1)!,
    /^the well alone, as on the plates .* balanced 1\.000 .* this test cannot tell/,
  );
  assertMatch(lines.at(-2)!, /\(95 % intervals, drawing \d+ wells of \d plates?: other plates may/);
  assert(!lines.at(-2)!.includes("DMSO"));
});

Deno.test("c2s train hybrid refuses a split that leaves a class out, and unknown columns", async () => {
  await using folder = await writeSmallScreen();
  const words = ["train", "hybrid", "--index", `${folder.screen}/index.csv`, "--out", "nowhere"];
  assertEquals(await main([...words, "--split", "compound"], () => {}), 1);
  assertEquals(await main([...words, "--label", "Metadata_Drug"], () => {}), 1);
  assertEquals(await main([...words, "--side", "20"], () => {}), 1);
  for (const more of [["--rate", "0"], ["--rate=-1"], ["--seed", "1.5"], ["--allow", "Fooo"]]) {
    assertEquals(await main([...words, ...more], () => {}), 1, more.join(" "));
  }
  assert(!(await Deno.stat("nowhere").catch(() => undefined)));
});

Deno.test("c2s train hybrid stops at a torn image, or with --skip-bad learns from the others and names it", async () => {
  await using folder = await writeSmallScreen();
  const index = `${folder.screen}/index.csv`, out = `${folder.root}/out`, lines: string[] = [];
  const torn = (await readIndex(index)).fields[3]!;
  await tearImage(torn);
  const words = ["train", "hybrid", "--index", index, "--out", out, "--side", "16", "--json"];
  const train = (...more: string[]) =>
    main([...words, "--epochs", "1", ...more], (line) => lines.push(line));
  assertEquals([await train(), lines.length], [1, 0]);
  assertEquals(await train("--skip-bad"), 0);
  const { weights: { skipped } } = JSON.parse(lines[0]!);
  assertEquals(skipped.map(({ field }: { field: string }) => field), [
    `${torn.plate}/${torn.well}/${torn.site}`,
  ]);
});
