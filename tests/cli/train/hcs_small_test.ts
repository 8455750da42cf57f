import { assert, assertEquals, assertMatch } from "@std/assert";
import { main } from "../../../lib/cli/main.ts";
import { Random } from "../../../lib/core/random.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { decodeModel, withWeights } from "../../../lib/learn/model_file.ts";
import { hcsSmall } from "../../../lib/learn/nets/hcs_small.ts";
import { tearImage, writeSmallScreen } from "./small_screen.ts";

Deno.test("c2s train hcs_small trains, judges on a screen, and has nothing left to do after that", async () => {
  await using folder = await writeSmallScreen();
  await using other = await writeSmallScreen();
  const out = `${folder.root}/out`, lines: string[] = [];
  const words = ["train", "hcs_small", "--screen", folder.screen, "--out", out, "--cells", "1"];
  const train = (...more: string[]) => main([...words, ...more], (line) => lines.push(line));
  assertEquals(await train("--epochs", "1", "--test", other.screen, "--json"), 0);
  const result = JSON.parse(lines[0]!);
  assertEquals([result.bestEpoch, result.epoch], [1, 1]);
  for (const when of ["untrained", "trained"]) {
    assertEquals(result.scores.mechanisms[when].nsc.total, 4);
    assertEquals(result.scores.mechanisms[when].nscb.total, 4);
  }
  const model = decodeModel(await Deno.readFile(`${out}/hcs_small.safetensors`), "hcs_small");
  assertEquals(model.classes, ["AZ-A", "AZ258", "DMSO", "cytochalasin B", "latrunculin B"]);
  assertEquals(model.settings.channels, ["DAPI", "Tubulin", "Actin"]);
  assertEquals(model.settings.limits, { low: 0.01, high: 0.995 });
  assertMatch(model.fingerprint, /^[0-9a-f]{64}$/);
  withWeights(hcsSmall({ channels: 3, classes: 5 }, new Random(1)), model);
  const before = await Deno.readFile(`${out}/state.safetensors`);
  assertEquals(await train("--epochs", "1"), 0);
  assertMatch(lines[1]!, /hcs_small.safetensors: weights of epoch 1/);
  assertEquals(await Deno.readFile(`${out}/state.safetensors`), before);
  // What was learned is no test.
  assertEquals(await train("--epochs", "1", "--test", `${folder.screen}/.`), 1);
  // Another plan does not go on from this state.
  assertEquals(await train("--epochs", "2"), 1);
  // A torn field is an error, or left out and told.
  const { fields } = await readIndex(`${folder.screen}/index.csv`), torn = fields[0]!;
  await tearImage(torn);
  assertEquals(await train("--epochs", "1"), 1);
  const anew = ["--epochs", "1", "--skip-bad", "--json", "--out", `${folder.root}/anew`];
  assertEquals(await train(...anew), 0);
  const { skipped } = JSON.parse(lines.at(-1)!);
  assertEquals(skipped.map(({ field }: { field: string }) => field), [
    `${torn.plate}/${torn.well}/${torn.site}`,
  ]);
});

Deno.test("c2s train hcs_small says what it lacks", async () => {
  assertEquals(await main(["train", "hcs_small", "--out", "nowhere"], () => {}), 1);
  const words = ["train", "hcs_small", "--out", "nowhere", "--screen", "no/such/screen"];
  assertEquals(await main(words, () => {}), 1);
  assert(!(await Deno.stat("nowhere").catch(() => undefined)));
});
