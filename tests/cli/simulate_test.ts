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
