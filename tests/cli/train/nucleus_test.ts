import { assert, assertEquals, assertMatch } from "@std/assert";
import { exists } from "../../../lib/core/files.ts";
import { main } from "../../../lib/cli/main.ts";
import { decodeNetwork } from "../../../lib/learn/nucleus_network.ts";
import { partOf } from "../../../lib/segment/split.ts";
import { writeDiscs } from "./folder.ts";

Deno.test("c2s train nucleus trains, goes on after a stop, and writes the best network", async () => {
  await using folder = await writeDiscs(12);
  const out = `${folder.root}/out`;
  const lines: string[] = [];
  const words = ["train", "nucleus", "--images", folder.images, "--labels", folder.labels];
  const small = [
    "--base",
    "2",
    "--every",
    "2",
    "--tiles",
    "2",
    "--drawn",
    "0",
    "--out",
    out,
    "--json",
  ];
  const train = (steps: string) =>
    main([...words, ...small, "--steps", steps], (line) => lines.push(line));
  assertEquals(await train("4"), 0);
  const result = JSON.parse(lines[0]!);
  assertEquals([result.steps, result.tiles, result.seed], [4, 2, 1]);
  assertEquals(typeof result.validationAp, "number");
  const { shape } = decodeNetwork(await Deno.readFile(`${out}/weights.safetensors`));
  assertEquals(shape, { base: 2, levels: 4 });
  // Nothing is left to do, and another plan does not go on from this state.
  const before = await Deno.readFile(`${out}/state.safetensors`);
  assertEquals(await train("4"), 0);
  assertEquals(await Deno.readFile(`${out}/state.safetensors`), before);
  assertEquals(await train("6"), 1);
  const left = [...Deno.readDirSync(out)].map(({ name }) => name).sort();
  assertEquals(left, ["state.safetensors", "weights.safetensors"]);
});

Deno.test("c2s train nucleus learns validation images too where the settings are given", async () => {
  await using folder = await writeDiscs(12);
  const lines: string[] = [];
  const words = ["train", "nucleus", "--images", folder.images, "--labels", folder.labels];
  const small = ["--steps", "2", "--every", "2", "--drawn", "0", "--json"];
  const train = (...more: string[]) =>
    main([...words, ...small, ...more], (line) => lines.push(line));
  const [first, last] = [`${folder.root}/first`, `${folder.root}/last`];
  assertEquals(await train("--out", last, "--with-validation"), 1);
  assertEquals(await train("--out", first, "--base", "2"), 0);
  const begin = ["--begin", `${first}/weights.safetensors`];
  assertEquals(await train("--out", last, ...begin, "--with-validation"), 0);
  const [a, b] = await Promise.all(
    [first, last].map(async (out) =>
      decodeNetwork(await Deno.readFile(`${out}/weights.safetensors`))
    ),
  );
  assertEquals([b!.shape, b!.threshold, b!.flowError], [a!.shape, a!.threshold, a!.flowError]);
  assert(a!.weights.some((value, i) => value !== b!.weights[i]));
  assertEquals([a!.fold, b!.fold], [0, 0]);
  assertEquals(await train("--out", last, "--begin", "nowhere.safetensors"), 1);
  assertEquals([a!.withValidation, b!.withValidation], [undefined, true]);
  // Whoever scores them later is told so; test images are in neither list.
  assertEquals(a!.images, b!.images);
  assertEquals(new Set(a!.images?.map((name) => partOf(name))), new Set(["train", "validation"]));
  // What it has learned already cannot choose, nor be for testing.
  const again = ["--begin", `${last}/weights.safetensors`, "--out", `${folder.root}/again`];
  assertEquals(await train(...again), 1);
  assertEquals(await train(...again, "--with-validation"), 0);
  const other = `${folder.root}/other`;
  assertEquals(await train("--out", other, ...begin, "--fold", "1"), 1);
  assertEquals(await exists(other), false);
});

Deno.test("c2s train says what can be trained, and refuses wrong numbers", async () => {
  const help: string[] = [];
  assertEquals(await main(["train", "--help"], (line) => help.push(line)), 0);
  assertMatch(help.join("\n"), /train <network>/);
  assertEquals(await main(["train", "magic"], () => {}), 1);
  const words = ["train", "nucleus", "--images", "a", "--labels", "b", "--out", "c"];
  assertEquals(await main([...words, "--steps", "0.5"], () => {}), 1);
  assert(!(await Deno.stat("c").catch(() => undefined)));
});
