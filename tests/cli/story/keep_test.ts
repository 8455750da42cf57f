import { assert, assertEquals, assertRejects } from "@std/assert";
import { catalogHosts, keepOutputs, staleChapters } from "../../../lib/cli/story/keep.ts";
import { sourceDigests } from "../../../lib/cli/story/sources.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { readNotebook } from "../../../lib/show/notebook.ts";

const prose = (source: string) => ({ cell_type: "markdown", source });
const code = (source: string, shown?: string) => ({
  cell_type: "code",
  source,
  execution_count: shown === undefined ? null : 1,
  outputs: shown === undefined
    ? []
    : [{ output_type: "display_data", data: { "text/plain": shown } }],
});

async function kept(executed: unknown[], notebook: unknown[]) {
  const folder = await Deno.makeTempDir();
  const [from, to] = [`${folder}/executed.ipynb`, `${folder}/01-a.ipynb`];
  const metadata = { c2s: { ok: true, began: 1, seconds: 2 } };
  await Deno.writeTextFile(from, JSON.stringify({ cells: executed, metadata }));
  await Deno.writeTextFile(to, JSON.stringify({ cells: notebook, metadata: {} }));
  try {
    const size = await keepOutputs(from, to);
    assertEquals((await Deno.stat(to)).size, size);
    return await readNotebook(to);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("keepOutputs() puts outputs beside the notebook's own text", async () => {
  const { cells, metadata } = await kept(
    [prose("old prose"), code("1", "one")],
    [prose("new prose"), code("1")],
  );
  assertEquals(cells[0]?.source, "new prose");
  assertEquals(cells[1]?.outputs?.[0]?.data, { "text/plain": "one" });
  assertEquals(metadata.c2s?.sources?.length, 1);
});

Deno.test("keepOutputs() refuses outputs of other code, and outputs that must not be kept", async () => {
  await assertRejects(
    () => kept([code("1", "one")], [code("2")]),
    InputError,
    "its code has changed while it ran",
  );
  await assertRejects(
    () => kept([code("1", "in /home/me")], [code("1")]),
    InputError,
    "names a path: /home/me",
  );
});

Deno.test("staleChapters() passes over notebooks whose outputs are of their code", async () => {
  const folder = await Deno.makeTempDir();
  const sources = await sourceDigests({ cells: [code("1")], metadata: {} });
  const chapters = [];
  for (const [number, source] of [["01", "1"], ["02", "2"], ["03", ""]]) {
    const path = `${folder}/${number}-a.ipynb`;
    const cells = source === "" ? [code("1")] : [code(source!, "shown")];
    const metadata = source === "" ? {} : { c2s: { ok: true, sources } };
    await Deno.writeTextFile(path, JSON.stringify({ cells, metadata }));
    chapters.push({ number: number!, name: `${number}-a`, path });
  }
  assertEquals((await staleChapters(chapters)).map(({ number }) => number), ["02", "03"]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("catalogHosts() lists hosts, each once", async () => {
  const hosts = await catalogHosts();
  assert(hosts.includes("bbbc.broadinstitute.org"));
  assertEquals(new Set(hosts).size, hosts.length);
});
