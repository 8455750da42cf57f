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
  const { heads, classes, by } = JSON.parse(lines[0]!);
  assertEquals([classes, by], [["moa 0", "moa 1"], "compound"]);
  assertEquals(
    heads.map(({ optimizer, rate }: { optimizer: string; rate: number }) => `${optimizer} ${rate}`),
    ["SGD 0.001", "SGD 0.1", "Adam 0.001", "Adam 0.1"],
  );
  assert(heads[1].history[3].validationAccuracy > 0.8);
  assertEquals((await Deno.readTextFile(out)).trim().split("\n").length, 1 + 4 * 4);
  assertEquals(await run("--epochs", "1"), 0);
  assertMatch(lines.at(-1)!, /^Adam at 0.1: accuracy 0\.\d+|^Adam at 0.1: accuracy 1/);
  assertEquals(await run("--rates", "0"), 1);
  assertEquals(await run("--compound", "Metadata_Drug"), 1);
  await Deno.remove(folder, { recursive: true });
});
