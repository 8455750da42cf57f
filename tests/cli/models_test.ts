import { assert, assertEquals } from "@std/assert";
import { main } from "../../lib/cli/main.ts";

Deno.test("c2s models lists networks with size, licence and where weights come from", async () => {
  const lines: string[] = [];
  assertEquals(await main(["models", "--dir", "nowhere"], (line) => lines.push(line)), 0);
  const text = lines.join("\n");
  for (const name of ["nucleus", "inception_v3", "dinov2_vits14", "cellpose"]) {
    assert(text.includes(`${name}: `), name);
  }
  assert(/Nucleus network\n {2}3\.\d MB; MIT .*; there, comes with the project/.test(text), text);
  assert(/Apache-2\.0; not there yet, c2s fetch dinov2-vits14/.test(text), text);
});

Deno.test("c2s models --json is one document", async () => {
  const lines: string[] = [];
  await main(["models", "--json", "--dir", "nowhere"], (line) => lines.push(line));
  const models = JSON.parse(lines.join("\n")) as { name: string; onDisk: boolean }[];
  assertEquals(models.find(({ name }) => name === "inception_v3")?.onDisk, false);
});
