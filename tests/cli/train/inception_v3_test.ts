import { assert, assertEquals } from "@std/assert";
import { inceptionTask } from "../../../lib/cli/train/inception_task.ts";
import { metaValues } from "../../../lib/core/profiles.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { readProfiles } from "../../../lib/data/profiles_file.ts";
import { loadEmbedder } from "../../../lib/cli/embedders.ts";
import { main } from "../../../lib/cli/main.ts";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { writeSafetensors } from "../../../lib/learn/checkpoint/write_safetensors.ts";
import { decodeModel } from "../../../lib/learn/model_file.ts";
import { inceptionNames } from "../../../lib/learn/nets/inception_v3.ts";
import { weight } from "../../learn/nets/formula.ts";
import { invocation } from "../invocation.ts";
import { tearImage, writeSmallScreen } from "./small_screen.ts";

Deno.test("c2s train inception_v3 trains the last block through a cache, and goes on", async () => {
  await using folder = await writeSmallScreen();
  const begin = `${folder.root}/begin.safetensors`, out = `${folder.root}/out`;
  const shape = { classes: 7, auxiliary: false };
  const given = [...inceptionNames(shape)].map(([name, shape]) => [name, weight(name, shape)]);
  await Deno.writeFile(begin, writeSafetensors(new Map(given as [])));
  const index = `${folder.screen}/index.csv`;
  const words = ["train", "inception_v3", "--index", index, "--out", out, "--begin", begin];
  const settings = ["--unfreeze", "Mixed_7c", "--side", "75", "--epochs", "1", "--flips", "across"];
  settings.push("--channels", "Actin,Tubulin,DAPI");
  const train = async (...more: string[]) => {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    assertEquals(await main([...words, ...settings, "--json", ...more], print), 0);
    return JSON.parse(lines[0]!);
  };
  const first = await train();
  assertEquals(first.history.length, 1);
  const pieces = async () => {
    const keys = await Array.fromAsync(Deno.readDir(`${out}/activations`), ({ name }) => name);
    return keys.filter((name) => !name.startsWith("limits")).length;
  };
  assertEquals(await pieces(), 2);
  const bytes = await Deno.readFile(first.file), model = decodeModel(bytes, "inception_v3");
  assertEquals(model.classes.length, 3);
  assertEquals([model.settings.from, model.settings.bits], ["Mixed_7c", 16]);
  const { tensors } = readCheckpoint(bytes, { file: first.file });
  const names = inceptionNames({ classes: 3, auxiliary: false });
  assertEquals(
    Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape])),
    Object.fromEntries(names),
  );
  // The frozen part is what it was; what is trained is not.
  const same = (name: string) => {
    const before = weight(name, names.get(name)!).data, after = model.weights[name]!;
    return after.every((value, i) => value === before[i]);
  };
  assert(same("Mixed_7b.branch1x1.conv.weight"));
  assert(!same("Mixed_7c.branch1x1.conv.weight") && !same("Mixed_7c.branch1x1.bn.running_mean"));
  // Done already: nothing is trained again, and the report is the same.
  assertEquals((await train()).validation, first.validation);
  // What it learned goes with it: the command that embeds needs no options, on either engine.
  for (const engine of ["tensorflow", "onnx"] as const) {
    const { embedder } = await loadEmbedder(first.file, { engine, log: () => {} });
    const { size, channelNames, bits } = embedder;
    assertEquals([size, channelNames, bits], [75, ["Actin", "Tubulin", "DAPI"], 16]);
    assertEquals((await embedder.embed(new Float32Array(75 * 75 * 3))).length, 2048);
    embedder.dispose();
  }
  // And the command that names what new fields show.
  const named = `${folder.root}/named.parquet`, said: string[] = [];
  const predict = ["predict", "--model", first.file, "--index", index, "--out", named, "--json"];
  assertEquals(await main(predict, (line) => said.push(line)), 0);
  const { rows, judged, label } = JSON.parse(said[0]!);
  assertEquals(label, "Metadata_MoA");
  // All wells were learned or chose the epoch, but those left out for classes of equal size.
  assertEquals(judged.rows + judged.leftOut.seen + judged.leftOut.unlabelled, rows);
  assert(judged.leftOut.seen > 0);
  // Images come to the network as they did in training: what chose the epoch is named as it was then.
  const asked = { index, out, side: "75", channels: "Actin,Tubulin,DAPI" };
  const { validation } = await inceptionTask(invocation(asked), () => {});
  const { meta } = await readProfiles(named), place = (...of: unknown[]) => of.join(" ");
  const [plates, wells, sites, found] = ["Plate", "Well", "Site", "Predicted"]
    .map((name) => metaValues(meta, `Metadata_${name}`));
  const at = new Map(found!.map((name, i) => [place(plates![i], wells![i], sites![i]), name]));
  const counts = new Array(9).fill(0);
  validation.fields.forEach(({ plate, well, site }, i) =>
    counts[
      3 * validation.targets[i]! + model.classes.indexOf(`${at.get(place(plate, well, site))}`)
    ]++
  );
  assertEquals(counts, first.validation.confusion.counts.data);
  // A torn field is left out and named where it may be, in training and afterwards.
  const some = `${folder.screen}/some.csv`, text = (await Deno.readTextFile(index)).split("\n");
  await Deno.writeTextFile(some, text.slice(0, 5).join("\n") + "\n");
  const torn = (await readIndex(some)).fields[1]!, path = await tearImage(torn);
  const of = ["predict", "--model", first.file, "--index", some, "--out", `${named}.csv`, "--json"];
  assertEquals(await main(of, () => {}), 1);
  assertEquals(await main([...of, "--skip-bad"], (line) => said.push(line)), 0);
  const told = JSON.parse(said.at(-1)!);
  assertEquals(told.rows, 3);
  assertEquals(told.skipped.map((one: { field: string }) => one.field), [
    `${torn.plate}/${torn.well}/${torn.site}`,
  ]);
  assert(told.skipped[0].reason.includes(path));
  assertEquals(
    metaValues((await readProfiles(`${named}.csv`)).meta, "Metadata_Well"),
    (await readIndex(some)).fields.toSpliced(1, 1).map(({ well }) => well),
  );
  const embed = (...more: string[]) =>
    main(["embed", "--model", first.file, "--out", `${folder.root}/e.csv`, ...more], () => {});
  assertEquals(await embed("--index", index, "--channels", "DAPI,Tubulin,Actin"), 1);
  // Images of 8 bits are other images: their training cannot go on from here.
  assertEquals(await main([...words, ...settings, "--bits", "8"], () => {}), 1);
});

Deno.test("c2s train inception_v3 refuses unknown parts, columns and rates", async () => {
  await using folder = await writeSmallScreen();
  const words = ["train", "inception_v3", "--index", `${folder.screen}/index.csv`];
  const run = (...more: string[]) => main([...words, "--out", "nowhere", ...more], () => {});
  assertEquals(await run("--unfreeze", "Mixed_8a"), 1);
  assertEquals(await run("--label", "Metadata_Drug"), 1);
  assertEquals(await run("--rate", "0"), 1);
  assertEquals(await run("--bits", "12"), 1);
});
