import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { rulesOf } from "../../../lib/cli/workflow/rules.ts";
import { exists, projectRoot } from "../../../lib/core/files.ts";
import { inFolder } from "../../data/folder.ts";
import { c2s } from "../run.ts";
import { engine, snakemake, startEngine } from "./engine.ts";
import { twoPlates } from "./two_plates.ts";

// A shell is asked for its number before it becomes c2s.
const ignore = snakemake === undefined || Deno.build.os === "windows";
const local = ["--workflow-profile", "profiles/local", "--cores", "2"];

/** Writes a workflow whose calls of c2s note their process. */
async function prepare(folder: string, name: string): Promise<string> {
  const out = `${folder}/${name}`, note = `${folder}/note.sh`;
  const deno = `"${Deno.execPath()}" run -P=c2s --config ${projectRoot}deno.json`;
  await Deno.writeTextFile(
    note,
    `echo "$$ $*" >> calls.txt\nexec ${deno} ${projectRoot}lib/cli/main.ts "$@"\n`,
  );
  const options = ["--method", "classical", "--threads", "1", "--c2s", `sh ${note}`];
  const { code, said } = await c2s(
    ...["workflow", "--index", `${folder}/index.csv`, "--out", out],
    ...options,
  );
  assertEquals(code, 0, said);
  return out;
}

/** Numbers of the processes that did a step of a plate, in the order of their start. */
async function processes(out: string, step: string, plate: string): Promise<number[]> {
  const calls = await Deno.readTextFile(`${out}/calls.txt`).catch(() => "");
  return calls.split("\n").filter((call) =>
    call.split(" ")[1] === step && call.includes(`${plate}.csv`)
  ).map((call) => parseInt(call));
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 90_000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`It never came to this: ${what}`);
}

async function files(folder: string): Promise<string[]> {
  const found: string[] = [];
  if (!await exists(folder)) return found;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) found.push(...(await files(`${folder}/${name}`)).map((f) => `${name}/${f}`));
    else if (!name.endsWith(".partial")) found.push(name);
  }
  return found.sort();
}

async function written(folder: string): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (const file of await files(folder)) {
    times.set(file, (await Deno.stat(`${folder}/${file}`)).mtime!.getTime());
  }
  return times;
}

const kill = (process: number) => {
  try {
    Deno.kill(process, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
};

Deno.test({
  name: "Snakemake reads all three profiles, and finds the order of steps that the figure shows",
  ignore,
  fn: async () => {
    await inFolder(async (folder) => {
      await twoPlates(folder);
      const out = await prepare(folder, "flow");
      for (const profile of ["local", "slurm", "kubernetes"]) {
        const args = ["--workflow-profile", `profiles/${profile}`, "--dry-run"];
        const { code, out: said, err } = await engine(out, ...args);
        assertEquals(code, 0, err);
        assertStringIncludes(said + err, "This was a dry-run");
      }
      const { out: graph } = await engine(out, "--rulegraph", "mermaid-js");
      const names = new Map(
        [...graph.matchAll(/(id\d+)\[(\w+)\]/g)].map(([, id, name]) => [id!, name!]),
      );
      const edges = [...graph.matchAll(/(id\d+) --> (id\d+)/g)];
      assert(edges.length >= 12, graph);
      const rules = rulesOf(await Deno.readTextFile(`${out}/Snakefile`));
      for (const [, from, to] of edges) {
        const rule = rules.find(({ name }) => name === names.get(to!))!;
        assert(rule.after.includes(names.get(from!)!), `${names.get(from!)} → ${rule.name}`);
      }
    });
  },
});

Deno.test({
  name:
    "Snakemake refuses null for a step that others need, and goes without selection where asked",
  ignore,
  fn: async () => {
    await inFolder(async (folder) => {
      await twoPlates(folder);
      const out = await prepare(folder, "flow"), file = `${out}/config.yaml`;
      const config = await Deno.readTextFile(file);
      const dry = async (from: RegExp, to: string) => {
        await Deno.writeTextFile(file, config.replace(from, to));
        return await engine(out, "--dry-run", "--printshellcmds");
      };
      const none = await dry(/^ {2}normalize: .*$/m, "  normalize: null");
      assertEquals(none.code, 1);
      assertStringIncludes(none.out + none.err, "normalize cannot be null");
      const flags = await dry(
        /^drop_flagged: false\n([^]*)^ {2}quality: .*$/m,
        [
          "drop_flagged: true\n$1  quality: null",
        ].join(""),
      );
      assertEquals(flags.code, 1);
      assertStringIncludes(flags.out + flags.err, "drop_flagged is true, but quality");
      const all = await dry(/^ {2}select: .*$/m, "  select: null");
      assertEquals(all.code, 0, all.err);
      assertStringIncludes(
        all.out + all.err,
        "cp measured/normalized.parquet measured/selected.parquet",
      );
    });
  },
});

Deno.test({
  name:
    "a workflow whose worker and engine are killed in the middle loses nothing: finished fields " +
    "are not done again, and every result has the bytes of an unbroken run",
  ignore,
  fn: async () => {
    await inFolder(async (folder) => {
      await twoPlates(folder);
      const whole = await prepare(folder, "whole"), broken = await prepare(folder, "broken");
      const unbroken = await engine(whole, ...local);
      assertEquals(unbroken.code, 0, unbroken.err);

      const target = "measured/P1.wells.parquet";
      const first = startEngine(broken, ...local, target);
      const labels = `${broken}/labels/P1`, nuclei = `${labels}/nuclei/P1`;
      const summaries = async () => (await files(`${labels}/summaries`)).length;
      await until("two fields segmented", async () => await summaries() >= 2);
      kill((await processes(broken, "segment", "P1"))[0]!);
      const done = await written(`${labels}/summaries`), drawn = await written(nuclei);
      assert(done.size >= 2 && done.size < 12, `${done.size} of 12 fields were done`);

      const parts = `${broken}/measured/P1.rows.parquet.parts`;
      const measured = async () => (await files(parts)).filter((file) => file.endsWith(".part"));
      await until("two fields measured", async () => (await measured()).length >= 2);
      first.kill("SIGKILL");
      (await processes(broken, "measure", "P1")).forEach(kill);
      await first.status;
      const before = (await measured()).length;
      assert(before >= 2 && before < 12, `${before} of 12 fields were measured`);

      assertEquals((await engine(broken, "--unlock")).code, 0);
      const second = await engine(broken, ...local, target);
      assertEquals(second.code, 0, second.err);

      assertEquals((await processes(broken, "segment", "P1")).length, 2);
      for (const [folder, times] of [[`${labels}/summaries`, done], [nuclei, drawn]] as const) {
        const now = await written(folder);
        for (const [file, time] of times) assertEquals(now.get(file), time, file);
      }
      const log = async (step: string) => await Deno.readTextFile(`${broken}/logs/${step}.P1.txt`);
      assertStringIncludes(await log("segment"), `(${done.size} segmented before)`);
      assertStringIncludes(await log("measure"), `(${before} measured before)`);
      for (const part of ["light/P1", "labels/P1", "measured"]) {
        const made = await files(`${broken}/${part}`);
        const wanted = await files(`${whole}/${part}`);
        assertEquals(
          made,
          part === "measured" ? wanted.filter((f) => f.startsWith("P1.")) : wanted,
        );
        for (const file of made) {
          // Where the light lies is part of what these two say.
          if (/segment\.json$|illumination\.json$/.test(file)) continue;
          const [a, b] = await Promise.all(
            [whole, broken].map((from) => Deno.readFile(`${from}/${part}/${file}`)),
          );
          assertEquals(a, b, `${part}/${file}`);
        }
      }
    });
  },
});
