import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { weight } from "../learn/nets/formula.ts";
import { projectRoot } from "../../lib/core/files.ts";
import { lockOutput } from "../../lib/data/lock_output.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { writeSafetensors } from "../../lib/learn/checkpoint/write_safetensors.ts";
import { inceptionNames } from "../../lib/learn/nets/inception_v3.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";
import { writeDiscs } from "./train/folder.ts";
import { writeSmallScreen } from "./train/small_screen.ts";

const tiny = new URL("../learn/nets/fixtures/dinov2_tiny.safetensors", import.meta.url).pathname;

/**
 * Every file of a folder with the time of its last change, but for what the frozen part of a network is
 * given: that is kept under the name of its content, whoever finds it.
 */
function filesOf(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return name === "activations" ? [] : filesOf(path);
    return [`${path} ${Deno.statSync(path).mtime!.getTime()}`];
  }).sort();
}

/** The line that a second run gets, and nothing of the first one's touched. */
async function assertRefused(words: string[], out: string, file: string): Promise<void> {
  using _first = await lockOutput(file);
  const folder = file.slice(0, file.lastIndexOf("/")), before = filesOf(folder);
  const { code, out: printed, said } = await c2s(...words);
  assertEquals([code, printed], [1, ""], `${words.join(" ")}: ${said}`);
  assertStringIncludes(said, `Another run is writing this output: ${out}: found "process `);
  assertEquals(filesOf(folder), before);
}

Deno.test("all that goes on where it stopped refuses a second run at the same output, and touches nothing", async () => {
  await using small = await writeSmallScreen();
  await using discs = await writeDiscs(12);
  const { root, screen } = small, index = ["--index", `${screen}/index.csv`];
  const begin = `${root}/begin.safetensors`;
  const weights = [...inceptionNames({ classes: 7, auxiliary: false })]
    .map(([name, shape]) => [name, weight(name, shape)]);
  await Deno.writeFile(begin, writeSafetensors(new Map(weights as [])));
  const net = ["train", "hybrid", ...index, "--side", "16", "--epochs", "1"];
  const trained = await c2s(...net, "--out", `${root}/net`);
  assertEquals(trained.code, 0, trained.said);
  const model = ["--model", `${root}/net/weights.safetensors`];
  const table = `${root}/table.parquet`, out = `${root}/out`;
  const tables = [
    ["measure", ...index, "--labels", `${screen}/truth`],
    ["embed", ...index, "--model", tiny],
    ["quality", ...index],
    ["predict", ...index, ...model],
  ];
  for (const words of tables) await assertRefused([...words, "--out", table], table, table);
  const side = ["--side", "75", "--channels", "Actin,Tubulin,DAPI"];
  const images = ["--images", discs.images, "--labels", discs.labels];
  const folders: [words: string[], file: string][] = [
    [["segment", ...index, "--method", "classical"], "segment.json"],
    [["illumination", ...index], "illumination.json"],
    [["simulate", "--size", "small"], "screen.json"],
    [["report", ...index, "--method", "classical"], "report.html"],
    [["train", "hcs_small", "--screen", screen, "--cells", "1"], "state.safetensors"],
    [["train", "inception_v3", ...index, "--begin", begin, ...side], "state.safetensors"],
    [["train", "nucleus", ...images, "--drawn", "0", "--base", "2"], "state.safetensors"],
  ];
  for (const [words, file] of folders) {
    await assertRefused([...words, "--out", out], out, `${out}/${file}`);
  }
  // Each remedy has a network of its own: two of them may be trained at once.
  const named = `${out}/none.safetensors`;
  const remedy = [...net, "--out", out, "--remedy", "none"];
  await assertRefused(remedy, named, `${out}/none.state.safetensors`);
  using _other = await lockOutput(`${out}/focal.state.safetensors`);
  const { code, said } = await c2s(...remedy);
  assertEquals(code, 0, said);
});

/** A run of c2s in a process of its own, frozen once it has finished a part. */
async function begun(words: string[], out: string): Promise<Deno.ChildProcess> {
  const main = `${projectRoot}lib/cli/main.ts`, config = `${projectRoot}deno.json`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-P=c2s", "--config", config, main, ...words],
    stdout: "null",
    stderr: "null",
  }).spawn();
  const hasPart = () => {
    try {
      return [...Deno.readDirSync(`${out}.parts`)].some(({ name }) => name.endsWith(".part"));
    } catch {
      return false;
    }
  };
  for (const end = Date.now() + 60_000; !hasPart() && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  child.kill("SIGSTOP");
  return child;
}

Deno.test({
  name: "c2s measure: a second run leaves the first alone, and one that was killed goes on at once",
  // Nothing freezes a process there.
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const size = ["--size", "small", "--width", "128", "--height", "128", "--weeks", "1"];
      const compounds = ["--compound", "taxol", "--compound", "AZ258", "--compound", "colchicine"];
      const drawn = await c2s("simulate", "--out", folder, ...size, ...compounds, "--seed", "7");
      assertEquals(drawn.code, 0, drawn.said);
      const out = `${folder}/cells.parquet`, index = `${folder}/index.csv`;
      const words = ["measure", "--index", index, "--labels", `${folder}/truth`, "--out", out];
      words.push("--workers", "1", "--families", "AreaShape,Intensity", "--json");
      const first = await begun(words, out);
      const second = await c2s(...words);
      assertEquals(second.code, 1, second.said);
      assertStringIncludes(second.said, `found "process ${first.pid} on `);
      first.kill("SIGKILL");
      await first.status;
      const third = await c2s(...words);
      assertEquals(third.code, 0, third.said);
      const { cells, fields, resumed } = JSON.parse(third.out);
      assert(resumed > 0 && resumed < fields, `${resumed} of ${fields} resumed`);
      const other = `${folder}/other.parquet`, whole = await c2s(...words, "--out", other);
      assertEquals(JSON.parse(whole.out).cells, cells);
      const [found, expected] = [await readProfiles(out), await readProfiles(other)];
      assertEquals([found.meta.height, found.values], [cells, expected.values]);
      const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
      assertEquals(left.filter((name) => /\.(lock|parts|partial)$/.test(name)), []);
    }),
});
