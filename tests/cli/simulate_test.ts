import { assert, assertEquals, assertRejects } from "@std/assert";
import { main } from "../../lib/cli/main.ts";
import { exists } from "../../lib/core/files.ts";

async function inFolder(work: (out: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(`${folder}/screen`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const tiny = ["--size", "small", "--width", "96", "--height", "96", "--weeks", "1"];

Deno.test("c2s simulate writes a screen and says what it did; the second time there is nothing to do", async () => {
  await inFolder(async (out) => {
    const lines: string[] = [];
    const args = ["simulate", "--out", out, ...tiny, "--compound", "taxol", "--seed", "7"];
    assertEquals(await main(args, (line) => lines.push(line)), 0);
    assertEquals(await main(args, (line) => lines.push(line)), 0);
    assert(/3 of 3 fields drawn in .* s, 1 plate, seed 7/.test(lines[0]!), lines[0]);
    assert(lines[1]!.includes("has all 3 fields already"), lines[1]);
    assert(await exists(`${out}/screen.json`));
  });
});

Deno.test("c2s simulate --json prints one document with every setting", async () => {
  await inFolder(async (out) => {
    const lines: string[] = [];
    await main(["simulate", "--out", out, ...tiny, "--compound", "taxol", "--json"], (line) => {
      lines.push(line);
    });
    assertEquals(lines.length, 1);
    const { fields, drawn, settings } = JSON.parse(lines[0]!);
    assertEquals([fields, drawn, settings.width], [3, 3, 96]);
  });
});

Deno.test("c2s simulate ends with a code above 0 for bad options, and writes nothing", async () => {
  await inFolder(async (out) => {
    const { command } = await import("../../lib/cli/simulate.ts");
    assertEquals(await main(["simulate", ...tiny], () => {}), 2);
    for (const bad of [["--size", "huge"], ["--width", "7"], ["--seed", "x"], ["--workers", "0"]]) {
      assert(await main(["simulate", "--out", out, ...bad], () => {}) > 0);
    }
    assertEquals(await exists(out), false);
    assertEquals(command.name, "simulate");
    await assertRejects(() => Deno.stat(out));
  });
});

Deno.test("c2s simulate --bare finishes a run that was killed, and draws nothing beside another's layout", async () => {
  await inFolder(async (out) => {
    const lines: string[] = [];
    const args = ["simulate", "--out", out, ...tiny, "--compound", "taxol", "--bare"];
    const run = () => main(args, (line) => lines.push(line));
    assertEquals(await run(), 0);
    // Killed after the layout was written and the index removed.
    await Deno.mkdir(`${out}/truth`);
    await Deno.writeTextFile(`${out}/screen.json`, "{}");
    assertEquals(await run(), 0);
    assertEquals([await exists(`${out}/truth`), await exists(`${out}/screen.json`)], [
      false,
      false,
    ]);
    assertEquals(await run(), 0);
    assert(lines.at(-2)!.endsWith("layout.csv now") && lines.at(-1)!.endsWith("already"));
    await Deno.remove(`${out}/Week1`, { recursive: true });
    assert(await run() > 0);
    assertEquals([...Deno.readDirSync(out)].map(({ name }) => name), ["layout.csv"]);
  });
});

Deno.test("c2s simulate says which weeks have no compound", async () => {
  await inFolder(async (out) => {
    const lines: string[] = [];
    const args = ["simulate", "--out", out, ...tiny.slice(0, -1), "2", "--compound", "taxol"];
    assertEquals(await main(args, (line) => lines.push(line)), 0);
    assert(lines.some((line) => line.includes("No compound is left for week 2")), lines.join());
  });
});
