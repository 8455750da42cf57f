import { assert, assertEquals, assertMatch } from "@std/assert";
import { main } from "../../lib/cli/main.ts";
import { Random } from "../../lib/core/random.ts";

async function writeVectors(folder: string): Promise<string> {
  const random = new Random(1), lines = ["Metadata_Compound,Metadata_MoA,Metadata_Plate,e0,e1,e2"];
  for (let i = 0; i < 96; i++) {
    const compound = i % 6, moa = compound % 2;
    const values = [random.normal(3 * moa), random.normal(), random.normal()];
    lines.push([`drug ${compound}`, `moa ${moa}`, "P1", ...values].join(","));
  }
  lines.push("unknown,,P1,0,0,0");
  await Deno.writeTextFile(`${folder}/vectors.csv`, lines.join("\n") + "\n");
  return `${folder}/vectors.csv`;
}

Deno.test("c2s screen tries each pair on a split by compound, and writes the curves", async () => {
  const folder = await Deno.makeTempDir(), lines: string[] = [];
  const file = await writeVectors(folder), out = `${folder}/curves.csv`;
  const words = ["screen", "--in", file, "--label", "Metadata_MoA", "--rates", "0.001,0.1"];
  const run = (...more: string[]) => main([...words, ...more], (line) => lines.push(line));
  assertEquals(await run("--epochs", "4", "--out", out, "--json"), 0);
  const { heads, classes, by, chance, judged, leftOut, learned } = JSON.parse(lines[0]!);
  assertEquals([chance, judged + leftOut + learned], [0.5, 96]);
  assertEquals([classes, by], [["moa 0", "moa 1"], "compound"]);
  assertEquals(
    heads.map(({ optimizer, rate }: { optimizer: string; rate: number }) => `${optimizer} ${rate}`),
    ["SGD 0.001", "SGD 0.1", "Adam 0.001", "Adam 0.1"],
  );
  assert(heads[1].history[3].validationAccuracy > 0.8);
  for (const { last, best, history } of heads) {
    assertEquals(last.value, history[3].validationAccuracy);
    assertEquals(best.value, history[best.epoch - 1].validationAccuracy);
    // Two compounds say little.
    assert(last.low <= last.value && last.value <= last.high && last.high - last.low > 0.05);
  }
  assertEquals((await Deno.readTextFile(out)).trim().split("\n").length, 1 + 4 * 4);
  assertEquals(await run("--epochs", "1"), 0);
  const share = /[01]\.\d+ \([01]\.\d+ to [01]\.\d+\)/.source;
  assertMatch(
    lines.at(-3)!,
    new RegExp(`^Adam at 0.1: accuracy ${share} after the last epoch, at best ${share} after`),
  );
  assertMatch(lines.at(-2)!, /95 % intervals are over compounds/);
  assertMatch(lines.at(-1)!, /^always naming one class: 0\.500;/);
  assertMatch(lines.at(-7)!, /of 2 compounds to judge, by compound; \d+ left out/);
  assertEquals(await run("--rates", "0"), 1);
  assertEquals(await run("--compound", "Metadata_Drug"), 1);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("c2s screen shares the wells of a control among the sets, or leaves it out", async () => {
  const folder = await Deno.makeTempDir(), file = await writeVectors(folder), lines: string[] = [];
  const before = await Deno.readTextFile(file);
  const [header, ...rows] = before.trim().split("\n");
  const wells = rows.map((row, i) => `${row},A${i}`);
  const control = Array.from({ length: 24 }, (_, i) => `mock,none,P1,0,0,${i},B${i >> 3}`);
  const write = (names: string, more: string[]) =>
    Deno.writeTextFile(file, [names, ...more, ""].join("\n"));
  await write(`${header},Metadata_Well`, [...wells, ...control]);
  const words = ["screen", "--in", file, "--label", "Metadata_MoA", "--rates", "0.1", "--json"];
  const run = (...more: string[]) =>
    main([...words, "--epochs", "1", ...more], (line) => lines.push(line));
  assertEquals(await run(), 1);
  assertEquals(await run("--control", "Mock"), 0);
  assertEquals(JSON.parse(lines.at(-1)!).classes, ["moa 0", "moa 1", "none"]);
  assertEquals(await run("--leave-out", "Metadata_Compound=mock"), 0);
  assertEquals(JSON.parse(lines.at(-1)!).classes, ["moa 0", "moa 1"]);
  assertEquals(await run("--control", "mokc"), 1);
  // Three wells of eight vectors each: none of fewer wells is dealt to both sets.
  await write(`${header},Metadata_Well`, [...wells, ...control.slice(0, 8)]);
  assertEquals(await run("--control", "mock"), 1);
  await write(header!, [...rows, ...control.map((row) => row.replace(/,B\d$/, ""))]);
  assertEquals(await run("--control", "mock"), 1);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("c2s screen names a value that is missing, and none of rows that play no part", async () => {
  const folder = await Deno.makeTempDir(), file = await writeVectors(folder);
  const before = await Deno.readTextFile(file), said: string[] = [], log = console.error;
  console.error = (text: string) => said.push(text);
  const words = ["screen", "--in", file, "--label", "Metadata_MoA", "--epochs", "1"];
  const run = async (row: string, ...more: string[]) => {
    await Deno.writeTextFile(file, before + row + "\n");
    return await main([...words, "--rates", "0.1", ...more], () => {});
  };
  try {
    assertEquals(await run("drug 0,moa 0,P1,0,,0"), 1);
    assertMatch(said.join(), /row 98, column e1/);
    assertEquals(await run("drug 0,moa 0,P1,0,,0", "--leave-out", "Metadata_Compound=drug 0"), 0);
    assertEquals(await run("unknown,,P1,0,,0"), 0);
  } finally {
    console.error = log;
  }
  await Deno.remove(folder, { recursive: true });
});
