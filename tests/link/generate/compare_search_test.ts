import { assert, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { loadRDKit } from "../../../lib/chem/rdkit.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { compareSearch, searchContrast } from "../../../lib/link/generate/compare_search.ts";
import { matchStructures } from "../../../lib/link/matched.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });
const rdkit = await loadRDKit();
const smiles = [
  "CCCCO",
  "Cc1ccccc1N",
  "CC(=O)Nc1ccc(O)cc1",
  "CC1CCNCC1",
  "OC(=O)c1ccncc1",
  "CCOC(C)=O",
];
const names = smiles.map((_, i) => `drug ${i}`);
const profiles = makeProfiles(
  pl.DataFrame({ drug: names }),
  ["a", "b", "c"],
  Float64Array.from({ length: 18 }, (_, i) => Math.sin(i * i)),
);
const compounds = names.map((name, i) => ({ name, smiles: smiles[i]! }));
const { matched } = matchStructures(rdkit, profiles, compounds, { column: "drug" });

Deno.test("compareSearch() asks with compounds held out, and both searches make equally many", async () => {
  const found = await compareSearch(tf, rdkit, matched, {
    translator: { epochs: 10, hidden: 0, embedding: 4 },
    mechanisms: ["x", "x", "x", "x", "x", null],
    queries: 2,
    folds: 3,
    budget: 60,
    keep: 5,
  });
  assertEquals(found.length, 2);
  for (const { guided, random } of found) {
    assertEquals([guided.unique, random.unique], [60, 60]);
    assertEquals([guided.proposals.length, random.proposals.length], [5, 5]);
    for (const { measures } of [guided, random]) {
      assert(measures.novelty > 0 && measures.validity > 0 && measures.validity <= 1);
      assert(Math.abs(measures.score) <= 1 + 1e-6);
    }
  }
  const { difference, queries } = searchContrast(found, "score");
  assert(difference.value > 0);
  assertEquals(queries, 2);
});

Deno.test("searchContrast() leaves out queries without the measure, and says where none has it", () => {
  const search = (toMechanism: number) => ({ measures: { toMechanism } }) as never;
  const one = { compound: 0, guided: search(0.5), random: search(0.1) };
  const none = { compound: 1, guided: search(NaN), random: search(NaN) };
  assertEquals(searchContrast([one, none], "toMechanism").queries, 1);
  assertThrows(() => searchContrast([none], "toMechanism"), InputError, "toMechanism");
});
