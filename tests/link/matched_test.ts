import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import {
  consensusOf,
  matchStructures,
  takeCompounds,
  withStructuresOf,
} from "../../lib/link/matched.ts";
import { structureFeatures } from "../../lib/link/structure_features.ts";

const rdkit = await loadRDKit();
const drugs = ["DMSO", "a", "b", "a", "salt of a", "c", "d", "e", "f"];
const profiles = makeProfiles(
  pl.DataFrame({ drug: drugs }),
  ["area", "width"],
  new Float64Array([0, 0, 1, 10, 2, 20, 3, NaN, 5, 50, 6, 60, NaN, NaN, 7, 70, 8, 80]),
);
const compounds = [
  { name: "a", smiles: "CCO" },
  { name: "b", smiles: "Cc1ccccc1" },
  { name: "salt of a", smiles: "CCO" },
  { name: "c", smiles: null },
  { name: "d", smiles: "CO" },
  { name: "e", smiles: "C1CC1" },
];

Deno.test("matchStructures() joins names of one structure and says what it leaves out", () => {
  const { matched, leftOut, joined } = matchStructures(rdkit, profiles, compounds, {
    column: "drug",
  });
  assertEquals(matched.names, ["a = salt of a", "b", "e"]);
  assertEquals(joined, [["a", "salt of a"]]);
  assertEquals([...matched.compoundOf], [0, 0, 0, 1, 2]);
  assertEquals(matched.scaffolds, ["", "c1ccccc1", "C1CC1"]);
  const key = rdkit.module.get_inchikey_for_inchi("InChI=1S/C3H6/c1-2-3-1/h1-3H2");
  assertEquals(matched.connectivity?.[2], key.slice(0, 14));
  assertEquals(leftOut, [
    { name: "c", reason: "no structure" },
    { name: "f", reason: "not in the table of structures" },
    { name: "d", reason: "profiles without values" },
  ]);
  assertEquals([...consensusOf(matched).data], [3, 30, 2, 20, 7, 70]);
});

Deno.test("matchStructures() refuses a missing column, and less than three compounds with both", () => {
  assertThrows(() => matchStructures(rdkit, profiles, compounds), InputError, "column is missing");
  const few = compounds.slice(0, 1);
  assertThrows(
    () => matchStructures(rdkit, profiles, few, { column: "drug" }),
    InputError,
    "1 compounds",
  );
});

Deno.test("takeCompounds() takes rows, words and features of the compounds asked for, in their order", () => {
  const { matched } = matchStructures(rdkit, profiles, compounds, { column: "drug" });
  const turned = takeCompounds(matched, [1, 0]);
  assertEquals(turned.smiles, ["Cc1ccccc1", "CCO"]);
  assertEquals([...turned.compoundOf], [1, 1, 1, 0]);
  assertEquals([...turned.profiles.data.subarray(6, 8)], [2, 20]);
  assertEquals(turned.structures, structureFeatures(rdkit, turned.smiles, false));
  const { words, data } = matched.prints;
  assertEquals(turned.prints.data.slice(0, words), data.slice(words, 2 * words));
});

Deno.test("withStructuresOf() gives all that belongs to a structure to another compound", () => {
  const { matched } = matchStructures(rdkit, profiles, compounds, { column: "drug" });
  const other = withStructuresOf(matched, [1, 2, 0]), taken = takeCompounds(matched, [1, 2, 0]);
  assertEquals([other.names, other.profiles], [matched.names, matched.profiles]);
  assertEquals([other.smiles, other.connectivity], [taken.smiles, taken.connectivity]);
  assertEquals([other.prints, other.structures], [taken.prints, taken.structures]);
});
