import { assert, assertEquals } from "@std/assert";
import { type AppendixOptions, gatherAppendix } from "../../../lib/cli/story/appendix.ts";

async function gather(c2s: Record<string, unknown>, options?: AppendixOptions) {
  const path = `${await Deno.makeTempDir()}/09-a.ipynb`;
  await Deno.writeTextFile(path, JSON.stringify({ cells: [], metadata: { c2s } }));
  return await gatherAppendix([path], options);
}

Deno.test("gatherAppendix() cites the data that were used, with licences, and no others", async () => {
  const noted = { dataset: ["cpjump1-metadata"], backend: ["wasm (2 threads)"] };
  const facts = { versions: { deno: "2.8.1" }, noted, values: [] };
  const { data, software } = await gather({ ok: true, data: "real", facts });
  assertEquals(data.length, 2);
  assert(data.every(({ citation, licence }) => citation.length > 20 && licence !== ""));
  assert(data.some(({ citation }) => citation.includes("Chandrasekaran")));
  assertEquals(software[0], { name: "Deno", version: "2.8.1" });
  assert(
    software.some(({ name, version }) => /backend/.test(name) && version === noted.backend[0]),
  );
  const pinned = software.find(({ name }) => name === "@rdkit/rdkit");
  assertEquals(/^\d+\.\d+/.test(pinned?.version ?? ""), true);
});

Deno.test("gatherAppendix() says that drawn data are drawn, and of which size", async () => {
  const noted = { screen: ["small size"] };
  const { data } = await gather({
    ok: true,
    data: "simulated",
    facts: { versions: {}, noted, values: [] },
  });
  assertEquals(data[0]?.title, "The virtual screen (small size)");
  assert(data[0]?.citation.includes("no evidence about real cells"));
});

Deno.test("gatherAppendix() cites for a screen of one's own what the run used, and no more", async () => {
  const facts = { versions: {}, noted: {}, values: [] }, screen = "/my/index.csv";
  // A folder may be called `simulated` and is no virtual screen for that.
  const { data } = await gather({ ok: true, data: "simulated", facts }, { screen });
  assertEquals(data.map(({ title }) => title), ["The screen: /my/index.csv"]);
  const noted = { dataset: ["cpjump1-metadata"] };
  const more = await gather({ ok: true, data: "mine", facts: { ...facts, noted } }, { screen });
  assertEquals(more.data.length, 2);
  assert(more.data[1]?.citation.includes("Chandrasekaran"));
});

Deno.test("gatherAppendix() takes methods from the run's own record", async () => {
  const given = [{ name: "count", source: "k" }];
  const call = {
    name: "pca",
    module: "profile/reduce.ts",
    summary: "Axes.",
    cell: 3,
    given,
    defaults: {},
  };
  const facts = { versions: {}, noted: {}, values: [["30"]] };
  const { methods } = await gather({ ok: true, calls: [call], facts });
  assertEquals(methods[0]?.notebook, "09-a");
  assertEquals(methods[0]?.rows[0]?.settings, [{ name: "count", value: "30" }]);
});
